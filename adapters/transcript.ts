import type { Answer } from '../bot/answer.js'

/** An answer as `ask --json` prints it: a public interface, documented in adapters/cli/README.md. */
export interface Transcript {
  /** As it was given with the question. */
  readonly id: string | number
  readonly kind: Answer['kind']
  readonly language: string
  /** The answer without citation marks or paragraph references; a list has an entry a line. */
  readonly text: string
  readonly citations: readonly {
    readonly document: string
    readonly paragraph: number
    readonly subparagraph?: string
    readonly quote: string
  }[]
  /** Paragraph numbers in the order retrieval put them, at most ten. */
  readonly ranking: readonly number[]
}

/** Writes an answer down for a machine to read. */
export function toTranscript(id: Transcript['id'], answer: Answer): Transcript {
  const { kind, language, ranking } = answer
  if (answer.kind !== 'answered') {
    return { id, kind, language, text: answer.text, citations: [], ranking }
  }
  const passages = new Set(answer.sentences.flatMap((sentence) => sentence.passages))
  return {
    id,
    kind,
    language,
    text: answer.sentences
      .map((sentence) => sentence.text)
      .join(answer.layout === 'list' ? '\n' : ' '),
    citations: [...passages].map(({ document, paragraph, subparagraph, text }) => ({
      document,
      paragraph,
      ...(subparagraph === undefined ? {} : { subparagraph }),
      quote: text,
    })),
    ranking,
  }
}
