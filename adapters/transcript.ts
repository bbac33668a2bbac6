import type { Answer } from '../bot/answer/answer.js'

/** An answer as `ask --json` prints it: a public interface, documented in adapters/cli/README.md. */
export interface Transcript {
  /** As it was given with the question. */
  readonly id: string | number
  readonly kind: Answer['kind']
  readonly language: string
  /** The answer without citation marks or paragraph references; a list has an entry a line. */
  readonly text: string
  /** The part of the text that answers, without what else bears on it; the whole where there is no more. */
  readonly lead: string
  readonly citations: readonly {
    readonly document: string
    readonly paragraph: number
    readonly subparagraph?: string
    readonly quote: string
  }[]
  /** Paragraph numbers in the order retrieval put them, at most ten. */
  readonly ranking: readonly number[]
  /** The same with their documents. */
  readonly places: readonly { readonly document: string; readonly paragraph: number }[]
}

/** Writes an answer down for a machine to read. */
export function toTranscript(id: Transcript['id'], answer: Answer): Transcript {
  const { kind, language } = answer
  const places = answer.ranking.map(({ document, paragraph }) => ({ document, paragraph }))
  const ranking = places.map(({ paragraph }) => paragraph)
  if (answer.kind !== 'answered') {
    const { text } = answer
    return { id, kind, language, text, lead: text, citations: [], ranking, places }
  }
  const said = answer.sentences.map(({ text }) => text)
  const between = answer.layout === 'list' ? '\n' : ' '
  const passages = new Set(answer.sentences.flatMap((sentence) => sentence.passages))
  return {
    id,
    kind,
    language,
    text: [...said, answer.remark ?? ''].filter(Boolean).join(between),
    lead: said.slice(0, answer.lead).join(between),
    citations: [...passages].map(({ document, paragraph, subparagraph, text }) => ({
      document,
      paragraph,
      ...(subparagraph === undefined ? {} : { subparagraph }),
      quote: text,
    })),
    ranking,
    places,
  }
}
