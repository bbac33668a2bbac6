/** A text that a message may hold and that a careless program works on for long. */
export interface HostileText {
  readonly name: string
  readonly text: string
}

/** What is written again and again: digits, dots, spaces, brackets, accents, scripts, names, question words. */
const repeated: readonly string[] = [
  '1',
  '1.',
  '1 ',
  '1/2,3.',
  '2011 2012 ',
  '20',
  'a',
  'A',
  'a ',
  'Ab ',
  'a.',
  'a. ',
  'a-',
  "a'",
  'a’',
  'a\u200b',
  'e\u0301',
  '\u0301',
  '각',
  '각각각 ',
  '中',
  '中。',
  'слово ',
  'ا ',
  'ا؟',
  '😀',
  '.',
  '(',
  '[',
  '?',
  '&',
  '# ',
  ' ?',
  'a中б1.',
  'abcdefghijklmnopqrstuvwxyz',
  'smugling traficking firarms ',
  'Panama, Kenya, Brazil, Peru, Honduras, ',
  'UNODC INTERPOL ',
  'United Nations ',
  'and ',
  'how many ',
  'number of ',
  'when ',
  'which of the more ',
  'who is the ',
  'name of the a b c d ',
  'what has been ',
  'first second third ',
  'para. 1 ',
  'difference between more than ',
  'or the one ',
  'which manuals and courses ',
  'what did they find ',
  'How much cocaine was seized in 2011? ',
]

/** What is written first; the rest is one long word after it. */
const begun: readonly string[] = ['how many ', 'number of ', 'who was ', 'what did ', 'and ', 'it ']

/** Texts of the given length of as many kinds as are known to have cost anybody much time. */
export function hostileTexts(length: number): HostileText[] {
  const filled = (start: string, part: string) =>
    (start + part.repeat(Math.ceil(length / part.length))).slice(0, length)
  const numbered = (write: (at: number) => string) =>
    Array.from({ length }, (_, at) => write(at))
      .join(' ')
      .slice(0, length)
  return [
    ...repeated.map((part) => ({ name: JSON.stringify(part), text: filled('', part) })),
    ...begun.map((start) => ({ name: `${start}a…`, text: filled(start, 'a') })),
    ...begun.map((start) => ({ name: `${start}1.1.…`, text: filled(start, '1.') })),
    { name: 'words that nobody uses', text: numbered((at) => `zq${at.toString(36)}vx`) },
    { name: 'words with one wrong letter', text: numbered((at) => `cocaine${at % 10}xseized`) },
    { name: 'numbers', text: numbered(String) },
    { name: 'years', text: numbered((at) => String(1900 + (at % 200))) },
  ]
}
