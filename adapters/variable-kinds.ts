import { z } from 'zod'

/** A text for which something holds; `accepts` says what, to whoever mistypes it. */
export function that(holds: (text: string) => boolean, accepts: string) {
  return z.string().refine(holds, accepts)
}

/** One of some words. */
export function oneOf<const Values extends readonly [string, ...string[]]>(...values: Values) {
  return z.enum(values, `one of ${values.join(', ')}`)
}

/** A whole number between two others, which count as well. */
export function whole(min: number, max: number) {
  const inRange = (text: string) =>
    /^\d{1,9}$/.test(text) && Number(text) >= min && Number(text) <= max
  return that(inRange, `a whole number from ${min} to ${max}`).transform(Number)
}
