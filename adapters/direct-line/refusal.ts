import type { HttpAnswer } from '../http/answer.js'

/** A request that isn't served, with the answer that says so. */
export class Refusal extends Error {
  constructor(readonly answer: HttpAnswer) {
    super(`Direct Line: request refused with status ${answer.status}`)
  }
}
