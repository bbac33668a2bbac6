/** Function words that English doesn't share; short questions defeat statistical detectors. */
const functionWords: Record<string, readonly string[]> = {
  fr: 'le la les des du une est sont dans pour avec sur que qui quel quelle quels quelles combien où quand comment pourquoi et ou au aux ce cette ces mon notre votre je vous nous en par ont été y il elle dont'.split(
    ' ',
  ),
  es: 'el la los las del una es son en para con sobre que qué quién cuál cuáles cuánto cuántos cuánta cuándo dónde cómo por y o al este esta mi nuestro su según se ha han fue fueron de'.split(
    ' ',
  ),
  en: 'the of and is are was were in for with on that which who what how when where why by did does do has have been from to at it this our my an a any there not you your be can could would'.split(
    ' ',
  ),
}

const scripts: readonly (readonly [string, RegExp])[] = [
  ['ru', /\p{Script=Cyrillic}/gu],
  ['ar', /\p{Script=Arabic}/gu],
  ['zh', /\p{Script=Han}/gu],
]

/**
 * Guesses the language of a message among the six official languages of the United Nations.
 * @returns `en`, `fr`, `es`, `ru`, `ar` or `zh`; `en` where nothing speaks for another
 */
export function languageOf(text: string): string {
  const letters = text.match(/\p{L}/gu)?.length ?? 0
  for (const [language, script] of scripts) {
    if ((text.match(script)?.length ?? 0) * 2 > letters) return language
  }
  const words = new Set(text.toLowerCase().match(/\p{L}+/gu) ?? [])
  const count = (language: string) =>
    (functionWords[language] ?? []).filter((word) => words.has(word)).length
  const [en, fr, es] = [count('en'), count('fr'), count('es')]
  const other = Math.max(fr, es)
  if (other <= en || other < (en === 0 ? 2 : 3)) return 'en'
  return fr >= es ? 'fr' : 'es'
}
