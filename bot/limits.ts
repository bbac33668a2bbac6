/**
 * Everything that is set by hand about reading and answering a message; what knowledge does with it
 * has knowledge/limits.ts. test/eval/README.md has the curves that what decides was read off.
 */
export const limits = {
  /** The probability from which on what has been told is taken for the whole answer. */
  sure: 0.95,
  /** The answer itself. */
  lead: { statements: 3, words: 50 },
  /** The answer and what else the paragraph says. */
  whole: { words: 90 },
  /** The share of a sentence’s terms that must be new for it to be worth saying. */
  new: 1 / 2,
  /** A gap is named where more than this share of the question’s terms stands in its questions. */
  named: 1 / 2,
  /** What can be taken in at a glance, on a telephone, too: more things than these aren’t told apart. */
  glance: {
    /** More entries share lines; of more paragraphs the likeliest are told. */
    lines: 12,
    /** Things compared side by side, and sentences on each. */
    sides: 4,
    onSide: 2,
    /** Things of a kind that are offered where the one that was named isn’t there. */
    others: 6,
  },
  /**
   * Up to so many characters paragraphs are shown whole, beyond that a line each: Teams takes some
   * 80 KB, in which a text stands at two bytes a character and again in its citations and card.
   */
  shown: { characters: 10_000 },
  /** Next questions: how many, the characters that fit a tap on a narrow telephone, and the statements looked at. */
  offered: { questions: 3, characters: 60, statements: 25 },
  /** Paragraphs that an answer ranks, and that one who was refused is told to be nearest. */
  ranked: { paragraphs: 10, nearest: 3 },
  /**
   * What one message may hold: characters unless told otherwise, questions that are answered (five
   * answers are as long as anybody reads in a chat), cuts (what is behind the last is read as one).
   */
  message: { characters: 2000, questions: 5, cuts: 20 },
  /** What is remembered: what a question leans on was said a few turns before; a longer chain would drown it. */
  remembered: { turns: 6, characters: 400 },
  /** The words from which on a sentence is a quotation: nobody says one by chance. */
  quoted: { words: 6 },
  /** A search of the library. */
  search: {
    /** A text of whose words the report never uses more than this share is about something else. */
    foreign: 1 / 2,
    /** What nobody answers is found all the same where it is likelier than not. */
    likely: 1 / 2,
    /** Further behind nothing fits. */
    items: 100,
  },
  /** A code has letters, a sign and a number. */
  shortest: { code: 3 },
  /** Nothing has more of these; what goes on longer isn’t gone over again and again. */
  longest: {
    /** Words of a country’s name. */
    country: 8,
    /** Words of what is joined to something else. */
    conjunct: 12,
    /** Letters, numbers and signs of a code. */
    code: 24,
    /** Ordinal numbers before one noun. */
    ranks: 12,
    /** Letters of a word in a title. */
    word: 45,
    /** Digits of a whole number that is exact. */
    digits: 15,
  },
  /** Characters of a name in a line, of a question that it is known by, of what Teams shows behind a citation, of a comment. */
  cut: { name: 80, question: 80, abstract: 160, comment: 2000, channel: 1024 },
  /** Teams takes about 28 KB from a user; the marks of a longer text aren’t read. Many names of one bot are mischief. */
  body: { characters: 32 * 1024, names: 10 },
  /** What a language model is given: characters of a token on average, as the makers of the models give it, and turns. A sentence that cites more passages rests on none: all of the report together has the words for anything. */
  writing: { tokenCharacters: 4, turns: 4, reasons: 3, cited: 3 },
  /** Sentences that were held to their passages and needn’t be again: several times the facts. */
  kept: { sentences: 5000 },
} as const
