/** How much is told, set by hand; test/eval/README.md has the curves that these were read off. */
export const limits = {
  /** The probability from which on what has been told is taken for the whole answer. */
  sure: 0.95,
  /** The answer itself. */
  lead: { statements: 3, words: 50 },
  /** The answer and what else the paragraph says. */
  whole: { words: 90 },
  /** The share of a sentence’s terms that must be new for it to be worth saying. */
  new: 1 / 2,
  /**
   * Up to so many characters paragraphs are shown whole, beyond that a line each: Teams takes some
   * 80 KB, in which a text stands at two bytes a character and again in its citations and card.
   */
  shown: { characters: 10_000 },
} as const
