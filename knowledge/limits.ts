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
  /** How a written sentence is read beside the passages that it cites. */
  bearing: {
    /** The highest number that may be the count of a list, and that of which more is no other thing. */
    counted: { list: 12, loosely: 3, smallest: 100 },
    /** Words of an item of a list, and behind a month, a verb or a name that still belong to it. */
    reach: { item: 8, date: 5, verb: 12, agent: 3 },
    /** Letters of a word that ends in s and is a plural, of a name, and of one that meets its people’s. */
    letters: { plural: 4, name: 4, people: 6 },
    /** The worst met words of a sentence that are looked at together. */
    worst: 3,
    /** Passages whose words are kept: as many as a talk comes back to. */
    passages: 200,
  },
  /** Letters of the shortest name that is mended as a whole. */
  wholeNames: 4,
  /** Documents that the retriever gives to LangChain. */
  documents: 100,
  /** What is kept to be read again: texts of a message, and stems, many times the words of the knowledge. */
  kept: { texts: 4, stems: 50_000 },
} as const
