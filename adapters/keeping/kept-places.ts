import { z } from 'zod'
import type { PassageId } from '../../knowledge/citation/passage.js'
import report from '../../knowledge/documents/ctoc-cop-2012-10/document.json' with { type: 'json' }

/** A place of a document, as records name it. */
export const keptPlace = z.object({
  document: z.string(),
  paragraph: z.number(),
  subparagraph: z.string().exactOptional(),
})

/**
 * Reads the places in a record. Earlier releases knew one document and kept the numbers of its
 * paragraphs, under `paragraphs`.
 */
export const keptPlaces: z.ZodType<{ readonly places: readonly PassageId[] }> = z.union([
  z.object({ places: z.array(keptPlace).readonly() }),
  z.object({ paragraphs: z.array(z.number()) }).transform(({ paragraphs }) => ({
    places: paragraphs.map((paragraph) => ({ document: report.symbol, paragraph })),
  })),
])
