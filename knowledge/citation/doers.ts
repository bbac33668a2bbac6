import { limits } from '../limits.js'
import { bearingWords as words } from './bearing-words.js'
import type { Fault, Pairing } from './fault.js'
import type { Naming } from './named.js'
import type { Token } from './tokens.js'

/** Something that is done: by whom and to whom, each under all the words of their name. */
interface Act {
  /** The stem of the verb, or of the one that stands for all that say the same. */
  readonly verb: string
  readonly agent?: ReadonlySet<string> | undefined
  readonly patient?: ReadonlySet<string> | undefined
  readonly sentence: number
  /** The words around it. */
  readonly context: ReadonlySet<string>
  /** Whether it says by itself that something is or was done. */
  readonly isFinite: boolean
}

/** Doers and receivers that are exchanged: who helps whom, who asks whom, by whom something is led. */
export function doerFaults(pairing: Pairing, naming: Naming): Fault[] {
  const theirs = actsOf(pairing.borne, naming)
  return actsOf(pairing.said, naming).flatMap((act) => {
    const { agent } = act
    if (agent === undefined) return []
    const isSwapped =
      isTurned(act, theirs) ||
      isReceivers(act, theirs) ||
      isAnothers(act, theirs, { pairing, naming })
    return isSwapped ? [{ kind: 'doer', words: [...agent, act.verb].join(' ') } as const] : []
  })
}

/** Whether the text says that the receiver did something to the doer, and never the reverse. */
function isTurned({ agent, patient }: Act, theirs: readonly Act[]): boolean {
  const turned = theirs.some(
    (one) => meet(one.agent, patient) && meet(one.patient, agent) && !meet(one.agent, agent),
  )
  const isStraight = theirs.some(
    (one) => meet(one.agent, agent) && (patient === undefined || meet(one.patient, patient)),
  )
  return turned && !isStraight
}

/** Whether the text says that the doer was asked, helped or led, and never that they did so. */
function isReceivers({ verb, agent, patient }: Act, theirs: readonly Act[]): boolean {
  if (!words.acts.has(verb) || patient === undefined) return false
  const same = theirs.filter((one) => one.verb === verb)
  return (
    same.some((one) => meet(one.patient, agent) && !meet(one.agent, agent)) &&
    !same.some((one) => meet(one.agent, agent))
  )
}

/** Whether the text says that another did it, who is named in the sentence as well. */
function isAnothers(act: Act, theirs: readonly Act[], { pairing, naming }: Reading): boolean {
  const { agent, verb, isFinite } = act
  if (!isFinite || !words.acts.has(verb)) return false
  const same = theirs.filter((one) => one.verb === verb && one.agent !== undefined)
  const fit = (one: Act) => [...act.context].filter((stem) => one.context.has(stem)).length
  const own = same.filter((one) => meet(one.agent, agent)).map(fit)
  // Where both did something of the kind, it is told by what else is said of it.
  return same.some(
    (one) =>
      !meet(one.agent, agent) &&
      meet(agent, actorsIn(pairing.borne, one.sentence, naming)) &&
      own.every((fitting) => fit(one) > fitting),
  )
}

interface Reading {
  readonly pairing: Pairing
  readonly naming: Naming
}

function actsOf(all: readonly Token[], naming: Naming): Act[] {
  const actors = all.map((token) => actorOf(token, naming))
  return all.flatMap((verb, at) => {
    const isPast = verb.folded.endsWith('ed') || words.pasts.has(verb.folded)
    const isFinite = isPast || (isActor(actors, at - 1) && verb.folded.endsWith('s'))
    const isBare = isActor(actors, at - 1) || words.infinitive.has(all[at - 1]?.folded ?? '')
    const isActing = isPast || (words.acts.has(verb.stem) && (isFinite || isBare))
    if (verb.isCapital || !verb.isContent || !isActing) return []
    const before = all.slice(Math.max(0, at - 3), at)
    const helper = before.findLast(({ folded }) => words.be.has(folded) || words.have.has(folded))
    const isPassive = helper !== undefined && words.be.has(helper.folded)
    const by = all.slice(at + 1, at + 7).findIndex(({ folded }) => words.by.has(folded))
    const isByAgent = by === 0 || (by > 0 && isPassive)
    const left = spanLeft(all, actors, at)
    const right = spanRight(
      all,
      actors,
      isByAgent || (by > 0 && by <= limits.bearing.reach.agent) ? at + 1 + by : at,
    )
    const [agent, patient] = isByAgent
      ? [right, left]
      : isPassive
        ? [undefined, left]
        : [left, right]
    const stem = words.acts.get(verb.stem) ?? verb.stem
    return [
      { verb: stem, agent, patient, sentence: verb.sentence, context: around(all, at), isFinite },
    ]
  })
}

function around(all: readonly Token[], at: number): ReadonlySet<string> {
  const { length } = all
  const near = all.slice(
    Math.max(0, at - limits.bearing.reach.item),
    Math.min(length, at + limits.bearing.reach.item),
  )
  return new Set(near.filter(({ isContent }) => isContent).map(({ stem }) => stem))
}

/** Whom a word names, alone or as a part of their name: its stem, and those of what it stands for. */
function actorOf(token: Token, { isName, inFull }: Naming): readonly string[] {
  if (!token.isContent || token.value !== undefined) return []
  const isSure = !token.isFirst || isName(token.folded) || token.raw === token.raw.toUpperCase()
  const isActor = words.doers.has(token.folded) || (token.isCapital && isSure)
  return isActor ? [token.stem, ...(inFull.get(token.folded) ?? [])] : []
}

function actorsIn(all: readonly Token[], sentence: number, naming: Naming): ReadonlySet<string> {
  const own = all.filter((token) => token.sentence === sentence)
  return new Set(own.flatMap((token) => actorOf(token, naming)))
}

type Actors = readonly (readonly string[])[]

/** Who stands before a verb in its sentence, unless a pronoun does or a preposition puts them elsewhere. */
function spanLeft(all: readonly Token[], actors: Actors, at: number) {
  for (let i = at - 1; i >= Math.max(0, at - 9); i--) {
    const one = all[i]
    if (!one || one.sentence !== all[at]?.sentence || one.raw === ';') return undefined
    if (i >= at - 3 && words.pronouns.has(one.folded)) return undefined
    if (!isActor(actors, i)) continue
    const span = new Set<string>()
    let j = i
    for (; j >= 0 && isOfSpan(all, actors, j); j--) addTo(span, actors[j])
    if (!words.prepositions.has(all[j]?.folded ?? '')) return span
    i = j
  }
  return undefined
}

/** Who stands right behind a verb, with no preposition between. */
function spanRight(all: readonly Token[], actors: Actors, at: number) {
  for (let i = at + 1; i < Math.min(all.length, at + 5); i++) {
    const one = all[i]
    if (!one || one.isMark) return undefined
    if (isActor(actors, i)) {
      const span = new Set<string>()
      for (let j = i; j < all.length && isOfSpan(all, actors, j); j++) addTo(span, actors[j])
      return span
    }
    if (words.prepositions.has(one.folded)) return undefined
  }
  return undefined
}

function isActor(actors: Actors, at: number): boolean {
  return (actors[at] ?? []).length > 0
}

function isOfSpan(all: readonly Token[], actors: Actors, at: number): boolean {
  return isActor(actors, at) || words.links.has(all[at]?.folded ?? '')
}

function addTo(span: Set<string>, actor: readonly string[] = []): void {
  for (const word of actor) span.add(word)
}

function meet(one?: ReadonlySet<string>, other?: ReadonlySet<string>): boolean {
  return one !== undefined && other !== undefined && [...one].some((word) => other.has(word))
}
