import { writeSync } from 'node:fs'
import { relative, resolve, sep } from 'node:path'
import type { LargeConstants } from '../../knowledge/model/onnx-graph.js'

const PAGE = 4096
const ABOVE_ANY_FOLDER = 64

/**
 * Keeps a model's large constants in a file of their own. onnxruntime maps that file into memory,
 * so the weights never pass through a buffer of the process: 250 MB less resident for fp32.
 */
export class TensorFile implements LargeConstants {
  private end = 0
  private readonly location: string

  /** @param descriptor open for writing; @param path where the file will lie when it is used. */
  constructor(
    private readonly descriptor: number,
    path: string,
  ) {
    this.location = fromAnyFolder(path)
  }

  /** Writes the bytes at the next page and says where they are. */
  append(bytes: Uint8Array): { key: string; value: string }[] {
    const offset = Math.ceil(this.end / PAGE) * PAGE
    this.end = offset
    while (this.end < offset + bytes.length) {
      this.end += writeSync(this.descriptor, bytes, this.end - offset, undefined, this.end)
    }
    return [
      { key: 'location', value: this.location },
      { key: 'offset', value: `${offset}` },
      { key: 'length', value: `${bytes.length}` },
    ]
  }
}

/**
 * A model that is handed over as bytes has no folder, and onnxruntime 1.14 then reads a location
 * from the working folder. Steps up beyond the root stay at the root, so this holds from anywhere.
 */
function fromAnyFolder(path: string): string {
  const fromRoot = relative(resolve('/'), resolve(path))
  return '../'.repeat(ABOVE_ANY_FOLDER) + fromRoot.split(sep).join('/')
}
