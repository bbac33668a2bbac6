import { beforeAll, describe, expect, it } from 'vitest'
import type { Library, Shelf } from '../../bot/library.js'
import { openRealAssistant } from '../helpers/real-assistant.js'

let library: Library
beforeAll(async () => (library = await openRealAssistant()))

const shelves: readonly Shelf[] = ['passage', 'manual', 'fact']
const found = (shelf: Shelf, text: string) => library.find({ shelf, text, skip: 0, count: 5 })

describe('a search of any shelf', () => {
  it.each([
    'pizza recipes',
    'sushi recipes',
    'football results',
    'weather vienna',
    'bitcoin price',
    'love songs',
    'how to bake bread',
    'movie tickets',
    'how to lose weight',
    'hello',
    'thanks',
  ])('for “%s” finds nothing', async (text) => {
    for (const shelf of shelves) expect(await found(shelf, text)).toEqual([])
  })

  it.each([
    'heroin',
    'container control',
    'piracy',
    'hawala',
    'mentors',
    'cybercrime',
    'forensic',
    'panama',
    'witness prot',
    'organ removal',
  ])('for “%s” finds something', async (text) => {
    expect(await found('passage', text)).not.toEqual([])
  })
})
