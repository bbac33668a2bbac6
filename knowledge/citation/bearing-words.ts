import data from './bearing-words.json' with { type: 'json' }

const english = data.en

/** The words with which a language counts, negates, plans, and says who did what. */
export const bearingWords = {
  ...sets(english),
  numbers: new Map(Object.entries(english.numbers)),
  scales: new Map(Object.entries(english.scales)),
  ordinals: new Map(Object.entries(english.ordinals)),
  /** The unit that a word stands for. */
  units: new Map(
    Object.entries(english.units).flatMap(([unit, names]) =>
      names.map((name) => [name, unit] as const),
    ),
  ),
  /** The stem that stands for all verbs that say the same is done. */
  acts: new Map(
    english.acts.flatMap((alike) => alike.map((stem) => [stem, alike[0] ?? stem] as const)),
  ),
}

/** Words that say how much of something is meant. */
export const quantifiers = ['universal', 'exclusive', 'majority', 'partial', 'none'] as const

type Lists = {
  readonly [
    Name in keyof typeof english as (typeof english)[Name] extends string[] ? Name : never
  ]: ReadonlySet<string>
}

function sets(lists: typeof english): Lists {
  const entries = Object.entries(lists).flatMap(([name, list]) =>
    Array.isArray(list) && typeof list[0] === 'string'
      ? [[name, new Set(list.filter((one) => typeof one === 'string'))] as const]
      : [],
  )
  // Its names are those of the lists of words, as the type says.
  return Object.fromEntries(entries) as unknown as Lists
}
