import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import ts from 'typescript'
import { describe, expect, it } from 'vitest'
import stopWords from '../knowledge/search/stop-words.json' with { type: 'json' }

const root = fileURLToPath(new URL('..', import.meta.url))
const rooms = ['adapters', 'bot', 'knowledge', 'prompts']

interface Source {
  readonly path: string
  readonly text: string
  readonly tree: ts.SourceFile
  readonly nodes: readonly ts.Node[]
  readonly imports: readonly string[]
  /** Those that remain at run time; types alone don't couple files. */
  readonly values: readonly string[]
}

function sourcesOf(folder: string): Source[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => {
      const path = join(folder, name)
      const text = readFileSync(join(root, path), 'utf8')
      const tree = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true)
      const declarations = tree.statements.filter(
        (node) => ts.isImportDeclaration(node) || ts.isExportDeclaration(node),
      )
      const imports = declarations.flatMap(targetOf)
      const values = declarations.filter((node) => !isTypeOnly(node)).flatMap(targetOf)
      return { path, text, tree, nodes: nodesUnder(tree), imports, values }
    })
}

type Door = ts.ImportDeclaration | ts.ExportDeclaration

const targetOf = ({ moduleSpecifier: to }: Door) => (to && ts.isStringLiteral(to) ? [to.text] : [])

function isTypeOnly(node: Door): boolean {
  return ts.isImportDeclaration(node)
    ? node.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword
    : node.isTypeOnly
}

function nodesUnder(node: ts.Node): ts.Node[] {
  return [node, ...node.getChildren().flatMap(nodesUnder)]
}

const sources = rooms.flatMap(sourcesOf)
const lines = (text: string) => text.trimEnd().split('\n').length
const median = (values: number[]) =>
  values.sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0

function functionsOf({ path, tree, nodes }: Source) {
  return nodes
    .filter((node) => ts.isFunctionLike(node) && 'body' in node && node.body !== undefined)
    .map((node) => ({
      name: `${path}:${tree.getLineAndCharacterOfPosition(node.getStart()).line + 1}`,
      lines: lines(node.getText()),
    }))
}

const isExported = (node: ts.Node) =>
  ts.canHaveModifiers(node) &&
  (ts.getModifiers(node) ?? []).some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword)

describe('imports', () => {
  const allowed: Record<string, readonly string[]> = {
    adapters: ['adapters', 'bot', 'knowledge', 'prompts'],
    bot: ['bot', 'knowledge', 'prompts'],
    knowledge: ['knowledge'],
    prompts: ['prompts'],
  }

  it.each(sources)('of $path go one way', ({ path, imports }) => {
    const room = path.split('/')[0] ?? ''
    const targets = imports
      .filter((to) => to.startsWith('.'))
      .map((to) => relative(root, join(root, dirname(path), to)).split('/')[0])
    expect(targets.filter((to) => !allowed[room]?.includes(to ?? ''))).toEqual([])
  })

  it('make no cycle', () => {
    const graph = new Map(
      sources.map(({ path, imports }) => [
        path,
        imports
          .filter((to) => to.startsWith('.'))
          .map((to) => join(dirname(path), to).replace(/\.js$/, '.ts')),
      ]),
    )
    const done = new Set<string>()
    const cycleFrom = (path: string, trail: readonly string[]): string[] => {
      if (trail.includes(path)) return [...trail, path]
      if (done.has(path)) return []
      const found = (graph.get(path) ?? []).flatMap((to) => cycleFrom(to, [...trail, path]))
      done.add(path)
      return found.slice(0, 9)
    }
    expect([...graph.keys()].flatMap((path) => cycleFrom(path, []))).toEqual([])
  })

  it('of the Bot Framework’s SDK stay in the handler and the door that is made of it', () => {
    const users = sources.filter(({ imports }) =>
      imports.some((to) => /^(botbuilder|botframework)/.test(to)),
    )
    const others = users.filter(
      ({ path }) => !/^(bot\/handler|adapters\/bot-framework)\//.test(path),
    )
    expect(others.map(({ path }) => path)).toEqual([])
  })

  it('of files stay in adapters, but for what opens documents, facts, index, words and what is learned', () => {
    const openers = [
      'knowledge/documents/open-document.ts',
      'knowledge/facts/add-facts.ts',
      'knowledge/facts/open-facts.ts',
      'knowledge/read-knowledge.ts',
      'knowledge/search/index-file.ts',
      'knowledge/search/open-learned.ts',
      'prompts/languages.ts',
      'prompts/model-prompts.ts',
    ]
    const readers = sources.filter(({ imports }) =>
      imports.some((to) => /^(node:)?(fs|net|http|https|child_process)\b|^lowdb\/node/.test(to)),
    )
    const others = readers.filter(({ path }) => !path.startsWith('adapters/'))
    expect(others.map(({ path }) => path).sort()).toEqual(openers)
  })

  it('of node:process and process.env stay in the configuration', () => {
    const readers = sources.filter(({ text }) => text.includes('process.env'))
    expect(readers.map(({ path }) => path)).toEqual(['adapters/config.ts'])
  })
})

describe('words', () => {
  /** Letters in a row, without what a pattern means by them, such as the `b` of `\\b`. */
  const wordsIn = (node: ts.Node) =>
    node
      .getText()
      .replace(/\\p\{\w+\}|\\\w/g, ' ')
      .match(/[a-z]{2,}/gi) ?? []

  const isPattern = (node: ts.Node) => ts.isRegularExpressionLiteral(node)

  /** What is passed on may tell a developer what is wrong; small words alone name groups of words. */
  const isSaying = (node: ts.Node) =>
    ts.isStringLiteralLike(node) && node.text.includes(' ') && !isPassed(node)

  it('of a language are data: no text or pattern of bot/ or knowledge/ holds its small words', () => {
    const small = new Set(stopWords.en)
    const found = sources
      .filter(({ path }) => /^(bot|knowledge)\//.test(path))
      .flatMap(({ path, nodes }) =>
        nodes
          .filter((node) => isPattern(node) || isSaying(node))
          .filter((node) => wordsIn(node).some((word) => small.has(word.toLowerCase())))
          .map((node) => `${path}: ${node.getText()}`),
      )
    // The elements of HTML and the value of a field are spelt like words.
    const others = /'(?:a at b code .*|in preparation)'$/
    expect(found.filter((one) => !others.test(one))).toEqual([])
  })
})

const isPassed = ({ parent }: ts.Node) => ts.isCallExpression(parent) || ts.isNewExpression(parent)

describe('numbers', () => {
  const limited = /^(bot|knowledge\/(citation|entities|search))\//
  /** How the index file is laid out is no choice of more or less. */
  const formats = new Set(['bot/limits.ts', 'knowledge/search/index-file.ts'])

  /** Below these a number tells one from several. */
  const isChoice = (node: ts.Node) =>
    ts.isNumericLiteral(node) && (Number(node.text) > 2 || !Number.isInteger(Number(node.text)))

  const compared = new Set([
    ts.SyntaxKind.LessThanToken,
    ts.SyntaxKind.LessThanEqualsToken,
    ts.SyntaxKind.GreaterThanToken,
    ts.SyntaxKind.GreaterThanEqualsToken,
  ])

  const scaled = new Set([ts.SyntaxKind.AsteriskToken, ts.SyntaxKind.SlashToken])

  /** Whether a number is compared with, is the end of a slice, or is all that a constant holds. */
  function decides({ parent }: ts.Node): boolean {
    if (ts.isBinaryExpression(parent)) {
      const { kind } = parent.operatorToken
      return compared.has(kind) || (scaled.has(kind) && decides(parent))
    }
    if (ts.isCallExpression(parent)) return parent.expression.getText().endsWith('.slice')
    if (ts.isPropertyAssignment(parent)) return decides(parent.parent)
    return ts.isVariableDeclaration(parent)
  }

  it('that are set by hand stand in the two lists of limits alone', () => {
    const found = sources
      .filter(({ path }) => limited.test(path) && !formats.has(path))
      .flatMap(({ path, nodes }) =>
        nodes
          .filter((node) => isChoice(node) && decides(node))
          .map((node) => `${path}: ${node.parent.getText()}`),
      )
    expect(found).toEqual([])
  })
})

describe('budgets', () => {
  it('leave no scraps: a file under 25 lines has two importers', () => {
    const importers = new Map<string, Set<string>>()
    for (const { path, imports } of sources) {
      for (const to of imports.filter((one) => one.startsWith('.'))) {
        const target = join(dirname(path), to).replace(/\.js$/, '.ts')
        importers.set(target, (importers.get(target) ?? new Set()).add(path))
      }
    }
    const started = readFileSync(join(root, 'package.json'), 'utf8')
    const lonely = sources
      .filter(({ path, text }) => lines(text) < 25 && (importers.get(path)?.size ?? 0) < 2)
      .map(({ path }) => path)
    expect(lonely.filter((path) => !started.includes(path) && !guarded.has(path))).toEqual([])
  })

  it('keep files short: none over 200 lines, half under 80', () => {
    const long = sources.filter(({ text }) => lines(text) > 200).map(({ path }) => path)
    expect(long).toEqual([])
    expect(median(sources.map(({ text }) => lines(text)))).toBeLessThanOrEqual(80)
  })

  it('keep functions short: none over 40 lines, half under 12', () => {
    const all = sources.flatMap(functionsOf)
    expect(all.filter((one) => one.lines > 40)).toEqual([])
    expect(median(all.map((one) => one.lines))).toBeLessThanOrEqual(12)
  })

  it('keep doors narrow: at most three exports and ten imports a file', () => {
    const wide = sources
      .map(({ path, tree, values }) => ({
        path,
        exports: tree.statements.filter((node) => isExported(node) && !isType(node)).length,
        imports: values.length,
      }))
      .filter((one) => one.exports > 3 || one.imports > (wiring.has(one.path) ? 12 : 10))
    expect(wide).toEqual([])
  })

  it('allow no any, no default export, no empty catch, no mark of unfinished work', () => {
    const found = sources.flatMap(({ path, nodes, text }) => {
      const faults = [
        nodes.some(({ kind }) => kind === ts.SyntaxKind.AnyKeyword) && 'any',
        nodes.some((node) => ts.isExportAssignment(node)) && 'default export',
        nodes.some((node) => ts.isCatchClause(node) && node.block.statements.length === 0) &&
          'empty catch',
        /\b(TODO|FIXME|HACK|XXX)\b/.test(text) && 'unfinished work',
        /@ts-|eslint-disable/.test(text) && 'silenced check',
      ]
      return faults.filter((fault) => fault !== false).map((fault) => `${path}: ${fault}`)
    })
    expect(found).toEqual([])
  })

  it('keep casts at the edges: at most five in a thousand lines', () => {
    const casts = sources
      .flatMap(({ nodes }) => nodes)
      .filter((node) => ts.isAsExpression(node) && node.type.getText() !== 'const')
    const total = sources.reduce((sum, { text }) => sum + lines(text), 0)
    expect(casts.length / total).toBeLessThanOrEqual(0.005)
  })

  it('comment why, not what: 5 to 25 comment lines in 100 lines of code', () => {
    const all = sources.flatMap(({ text }) => text.split('\n')).filter((line) => line.trim() !== '')
    const comments = all.filter((line) => /^\s*(\/\/|\/\*|\*)/.test(line)).length
    const share = (100 * comments) / (all.length - comments)
    expect(share).toBeGreaterThan(5)
    expect(share).toBeLessThanOrEqual(25)
  })
})

const isType = (node: ts.Node) => ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node)

/** Files whose one job is to put the parts together import more than ten. */
const wiring = new Set(['bot/answer/strategies.ts'])

/** Small files that a command and the test that guards what it wrote use alike. */
const guarded = new Set(['knowledge/learning/fingerprint.ts'])
