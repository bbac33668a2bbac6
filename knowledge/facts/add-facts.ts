import { Low } from 'lowdb'
import { JSONFile } from 'lowdb/node'
import { checkAll, openFacts } from './open-facts.js'
import type { Document } from '../documents/open-document.js'
import { factSchema } from './schema.js'

/**
 * Adds records to facts.json, all of them or none; the file is written whole and then renamed.
 * @param folder the document's folder
 * @param source where the records come from, to be named where one is wrong
 * @returns their ids
 * @throws Error naming the record's id and the field where one breaks the schema or repeats an id
 */
export async function addFacts(
  { folder, document }: { readonly folder: URL; readonly document: Document },
  records: readonly unknown[],
  source: string,
): Promise<readonly string[]> {
  const added = checkAll(records, factSchema, source)
  const { all } = await openFacts(folder, document)
  const known = new Set(all.map(({ id }) => id))
  for (const { id } of added) {
    if (known.has(id)) {
      throw new Error(
        `Facts: ${source}, record "${id}" is wrong: id: another fact has it already. Choose another id.`,
      )
    }
    known.add(id)
  }
  const database = new Low<unknown[]>(new JSONFile(new URL('facts.json', folder)), [])
  // Without this the new records would be all that is left.
  await database.read()
  await database.update((written) => written.push(...records))
  return added.map(({ id }) => id)
}
