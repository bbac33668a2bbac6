import { Low } from 'lowdb'
import { JSONFile } from 'lowdb/node'
import { checkAll, openFacts } from './open-facts.js'
import { type Fact, factSchema } from './schema.js'

/**
 * Adds records to facts.json, all of them or none; the file is written whole and then renamed.
 * @param folder holds facts.json, phrasings.json and gaps.json
 * @param source where the records come from, to be named where one is wrong
 * @throws Error naming the record's id and the field where one breaks the schema or repeats an id
 */
export async function addFacts(
  folder: URL,
  records: readonly unknown[],
  source: string,
): Promise<readonly Fact[]> {
  const added = checkAll(records, factSchema, source)
  const { all } = await openFacts(folder)
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
  return added
}
