import { describe, expect, it } from 'vitest'
import { claims } from '../../../knowledge/citation/claims.js'
import { unsupported } from '../../../knowledge/citation/sentence.js'
import { officialReportIsHere, readOfficialReport } from '../../helpers/official-report.js'
import { openReport } from '../../helpers/report.js'

const { passages, citation } = await openReport()

describe('the digest', () => {
  it('has 60 paragraphs in 11 sections', () => {
    expect(new Set(passages.map(({ paragraph }) => paragraph)).size).toBe(60)
    expect(new Set(passages.map(({ section }) => section)).size).toBe(11)
  })

  it('keeps the lettered sub-paragraphs of paragraphs 5, 25 and 52 apart', () => {
    const letters = passages.flatMap(({ paragraph, subparagraph }) =>
      subparagraph ? [`${paragraph}${subparagraph}`] : [],
    )
    expect(letters.join(' ')).toBe('5a 5b 5c 25a 25b 25c 25d 52a 52b 52c 52d 52e 52f')
  })
})

describe.runIf(officialReportIsHere)('held against the official text beside the project', () => {
  const official = officialReportIsHere ? readOfficialReport() : new Map<number, string>()
  const textOf = (wanted: number) =>
    passages.flatMap(({ paragraph, text }) => (paragraph === wanted ? [text] : [])).join(' ')
  const passageOf = (paragraph: number, text: string) => ({
    document: 'CTOC/COP/2012/10',
    section: '',
    form: citation,
    paragraph,
    text,
  })

  it.each([...official.keys()])('paragraph %i of the digest loses no number and no name', (n) => {
    const lost = unsupported(joined(official.get(n) ?? ''), [passageOf(n, joined(textOf(n)))])
    const names = lost.filter((claim) => isName(claim, official.get(n) ?? ''))
    expect(names.filter((claim) => !shortNames.has(claim))).toEqual([])
  })

  it.each([...official.keys()])('paragraph %i of the digest invents no number', (n) => {
    const found = unsupported(joined(textOf(n)), [passageOf(n, joined(official.get(n) ?? ''))])
    const numbers = found.filter((claim) => /\d/.test(claim) && !/[A-Z]/.test(claim))
    expect(numbers.filter((claim) => !pointedTo[n]?.includes(claim))).toEqual([])
  })

  it('finds a loss, so the check can fail', () => {
    const changed = textOf(29).replace('9,219', '9,129')
    expect(unsupported(official.get(29) ?? '', [passageOf(29, changed)])).toContain('9,219')
    expect(claims('In Vienna.')).toContain('Vienna')
  })
})

/** Words that the text breaks at the end of a line are whole again. */
const joined = (text: string) => text.replace(/-\s+/g, '-').replace(/\s+/g, ' ')

/** Whether a claim stands with a capital inside a sentence; one that only opens sentences is no name. */
const isName = (claim: string, text: string) =>
  [...joined(text).matchAll(new RegExp(`(.{0,4})${claim.replace(/[.()/]/g, '\\$&')}`, 'g'))].some(
    ([, before = '']) => before !== '' && !/(?:[.;:]|\([a-z]\)) ?$/.test(before),
  )

/** Numbers that a paragraph of the official text points to without naming them ("that resolution"). */
const pointedTo: Record<number, readonly string[]> = { 2: ['5/6'] }

/** Short names that the digest gives in full or by acronym: the Network is REFCO, the Office is UNODC. */
const shortNames = new Set(['Network', 'Office'])
