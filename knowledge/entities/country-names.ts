import { limits } from '../limits.js'
import { createRequire } from 'node:module'
import { z } from 'zod'
import type { Fact } from '../facts/schema.js'
import type { Entity } from './entity.js'
import ordinaryWords from './ordinary-words.json' with { type: 'json' }

const countrySchema = z.object({
  cca2: z.string(),
  cca3: z.string(),
  name: z.object({ common: z.string(), official: z.string() }),
  altSpellings: z.array(z.string()),
  capital: z.array(z.string()),
  region: z.string(),
  subregion: z.string(),
  demonyms: z.object({ eng: z.object({ m: z.string(), f: z.string() }) }).partial(),
})
type Country = z.infer<typeof countrySchema>

/** A name of a country, and whether it is a code of ISO 3166-1. */
export interface CountryName {
  readonly name: string
  readonly entity: Entity
  readonly isCode: boolean
}

/** Spellings, capitals and demonyms of the library that users mean otherwise. */
const misleading = new Set(ordinaryWords.en.countries)

/**
 * Every name of every country of the world: common, official and other spellings and codes.
 * Capitals and demonyms count only for countries that the report names, since other capitals are
 * seats of organizations and other demonyms name regions.
 */
export function countryNames(facts: readonly Fact[]): CountryName[] {
  const named = new Map(
    facts.flatMap((fact) =>
      fact.kind === 'country' && fact.iso ? [[fact.iso, fact] as const] : [],
    ),
  )
  const inOrder = countriesOfTheWorld().sort(
    (a, b) => Number(named.has(b.cca2)) - Number(named.has(a.cca2)),
  )
  return inOrder.flatMap((country) => {
    const fact = named.get(country.cca2)
    const entity: Entity = fact
      ? { id: fact.id, name: fact.name, kind: 'country', known: true }
      : { id: country.cca2, name: country.name.common, kind: 'country', known: false }
    const { cca2, cca3 } = country
    const codes = [cca3, ...(fact ? [cca2] : [])]
    return [
      ...namesOf(country, fact !== undefined).map((name) => ({ name, entity, isCode: false })),
      ...codes.map((name) => ({ name, entity, isCode: true })),
    ]
  })
}

function countriesOfTheWorld(): Country[] {
  return z.array(countrySchema).parse(createRequire(import.meta.url)('world-countries'))
}

/** A name of a country, and what follows from it. */
export interface Nation {
  readonly name: string
  /** The words of its names and of its people's, in small letters. */
  readonly words: readonly string[]
  /** The parts of the world that it lies in. */
  readonly regions: readonly string[]
}

/** Every country under its common name and its longer spellings. */
export function nationsOf(): Nation[] {
  return countriesOfTheWorld().flatMap((country) => {
    const { name, altSpellings, demonyms, capital, region, subregion } = country
    const regions = [region, subregion]
    const people = demonyms.eng ? [demonyms.eng.m, demonyms.eng.f] : []
    const spellings = [
      name.common,
      ...altSpellings.filter((one) => one.length > limits.bearing.letters.name),
    ]
    const words = [...spellings, ...people].join(' ').match(/\p{Lu}[\p{L}]+/gu) ?? []
    const own = [...new Set(words.map((word) => word.toLowerCase()))]
    const capitals = capital.map((city) => ({ name: city, words: [city.toLowerCase()], regions }))
    return [...spellings.map((one) => ({ name: one, words: own, regions })), ...capitals]
  })
}

function namesOf(country: Country, known: boolean): string[] {
  const { name, altSpellings, cca2, cca3, demonyms, capital } = country
  // The library lists the code of two letters among the spellings; acronyms such as USA are names.
  const spellings = altSpellings.filter(
    (spelling) => spelling.length > cca3.length || (spelling !== cca2 && /^[A-Z]+$/.test(spelling)),
  )
  const people = demonyms.eng ? [demonyms.eng.m, demonyms.eng.f] : []
  const names = [name.common, name.official, ...spellings]
  return [...names, ...(known ? [...capital, ...people] : [])].filter(
    (one) => one !== '' && !misleading.has(one.toLowerCase()),
  )
}
