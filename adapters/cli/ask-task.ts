import { parseArgs } from 'node:util'
import { readBatch, type Asked } from './batch.js'
import { UsageError } from './run-command.js'

/** What `ask` is asked to do. */
export type AskTask =
  | { readonly kind: 'converse' }
  | { readonly kind: 'answer'; readonly question: string }
  /** Shows what a language model would be sent for a question. */
  | { readonly kind: 'show-prompt'; readonly question: string }
  | { readonly kind: 'batch'; readonly questions: readonly Asked[] }

/**
 * Reads the arguments of `ask`, and the file that they name.
 * @throws UsageError where they don't go together, Error where the file is wrong
 */
export async function readAskTask(args: string[]): Promise<AskTask> {
  const { values, positionals } = parseArgs({
    args,
    options: {
      json: { type: 'boolean', default: false },
      batch: { type: 'string' },
      'show-prompt': { type: 'boolean', default: false },
    },
    allowPositionals: true,
  })
  const question = positionals.join(' ')
  if (values['show-prompt']) {
    if (question === '' || values.json || values.batch !== undefined) {
      throw new UsageError('Ask: --show-prompt needs a question and nothing else.')
    }
    return { kind: 'show-prompt', question }
  }
  if (values.batch !== undefined) {
    if (!values.json) throw new UsageError('Ask: --batch prints JSON lines only. Add --json.')
    if (question !== '') throw new UsageError('Ask: give a question or --batch, not both.')
    return { kind: 'batch', questions: await readBatch(values.batch) }
  }
  if (values.json) {
    if (question === '') throw new UsageError('Ask: --json needs a question or --batch FILE.')
    return { kind: 'batch', questions: [{ id: '1', question, context: [] }] }
  }
  return question === '' ? { kind: 'converse' } : { kind: 'answer', question }
}
