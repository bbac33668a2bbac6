/**
 * Everything that is set by hand in what is known and searched; weights and thresholds are learned
 * (knowledge/search/learned.json). test/eval/README.md has the curves that what decides was read off.
 */
export const limits = {
  /** Letters of the shortest word that is mended. */
  spelling: { letters: 5 },
  /** A word that is still being typed: the fewest letters, and those of the shortest that it may become. */
  completion: { begun: 3, letters: 4 },
  /** Phrasings from which on a term counts whole: in one it may be chance, in three it is the subject. */
  phrasings: 3,
  /** Paragraphs from which on a name is everywhere and tells them apart no longer. */
  everywhere: 5,
  /** The nearest phrasings that vote, and how fast a vote loses weight with the cosine. */
  votes: { nearest: 20, sharpness: 20 },
  /** The nearest phrasings of a statement, or questions of gaps, that its likeness is averaged over. */
  nearest: { few: 4, many: 8 },
  /** Terms beyond which a longer question is no different. */
  terms: 12,
  /** Beyond this and its complement a probability says no more. */
  surest: 1e-4,
  /**
   * Tokens of a question that go through the model. It takes four times as long for so many as for
   * the usual twenty, and nobody’s question should cost the others more; the longest of those that the
   * bot is measured with has 118. One that leans on another, or that asks several things, takes no
   * more than half as much again in all of its passes.
   */
  tokens: { whole: 128, own: 64, message: 192 },
  /** Documents that the retriever gives to LangChain. */
  documents: 100,
  /** What is kept to be read again: texts of a message, and stems, many times the words of the knowledge. */
  kept: { texts: 4, stems: 50_000 },
} as const
