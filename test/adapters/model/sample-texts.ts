const SUBJECTS = [
  'A customs officer',
  'The regional office',
  'A young lawyer',
  'Our ferry',
  'A baker',
]
const DEEDS = [
  'checks the papers of every lorry before dawn',
  'asks three neighbours for the same map',
  'counts the boxes twice & writes "none missing"',
  'waits for a reply from Nairobi, São Tomé and Kraków',
  'explains to a court why 1,250 bank notes were false',
  'trains twelve judges in 2009-2010 (two courses a year)',
]
const QUESTIONS = [
  'Who pays?',
  'What is a controlled delivery?',
  'How many judges were trained in West Africa?',
  'Which countries took part in the workshop on witness protection?',
  "Where can I read about the children's shelter in Tirana?",
  'Does the convention cover the theft of cultural property and, if so, since when?',
  'cheese and onions',
  '¿Quién ayuda a los fiscales?',
  'Welche Länder nahmen teil?',
  'E-mail: someone@example.org; phone +1 (555) 010-9999',
]

/** Fifty texts from a few tokens to about two hundred. */
export const SAMPLE_TEXTS: readonly string[] = [
  ...QUESTIONS,
  ...Array.from({ length: 40 }, (_, i) => story(i)),
]

/** A text of 1 to 14 sentences, another one for each number. */
function story(number: number): string {
  const sentences = 1 + (number % 14)
  return Array.from({ length: sentences }, (_, i) => {
    const subject = SUBJECTS[(number + i) % SUBJECTS.length]
    return `${subject} ${DEEDS[(number * 3 + i * 5) % DEEDS.length]}.`
  }).join(' ')
}
