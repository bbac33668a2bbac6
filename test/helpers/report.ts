import { type Document, openDocument } from '../../knowledge/documents/open-document.js'
import { type Facts, openFacts } from '../../knowledge/facts/open-facts.js'

/** Where the built-in report lies. */
export const folder = new URL('../../knowledge/documents/ctoc-cop-2012-10/', import.meta.url)

/** The built-in report with its passages and facts, without a model or an index. */
export async function openReport(): Promise<Document & { readonly facts: Facts }> {
  const document = await openDocument(folder)
  return { ...document, facts: await openFacts(folder, document) }
}
