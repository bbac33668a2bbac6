import { z } from 'zod'
import { addFacts } from '../../knowledge/facts/add-facts.js'
import { openDocument } from '../../knowledge/documents/open-document.js'
import { readJson } from '../read-json.js'

const recordsSchema = z.union([z.array(z.unknown()).min(1), z.looseObject({})])

/**
 * Adds the records of a JSON file, one or a list, to a fact database.
 * @returns what was added, in words
 * @throws Error naming the record's id and the field that is wrong; then nothing is added
 */
export async function addFile(folder: URL, file: string): Promise<string> {
  const example = '[{"id": "…", "kind": "figure", …}]'
  const read = await readJson(file, { schema: recordsSchema, speaker: 'Facts', example })
  const document = await openDocument(folder)
  const added = await addFacts({ folder, document }, Array.isArray(read) ? read : [read], file)
  return `Added ${added.join(', ')}. The next start or question makes the index anew.`
}
