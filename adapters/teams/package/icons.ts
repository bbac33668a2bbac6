import { fileURLToPath } from 'node:url'
import sharp from 'sharp'

/** Draws the two icons as Teams wants them: 192 pixels in colour, 32 pixels in white lines. */
export async function drawIcons(): Promise<Record<'color.png' | 'outline.png', Uint8Array>> {
  const [color, outline] = await Promise.all([draw('color.svg'), draw('outline.svg')])
  return { 'color.png': color, 'outline.png': outline }
}

/** A drawing has the size of its picture. */
function draw(name: string): Promise<Uint8Array> {
  const file = fileURLToPath(new URL(name, import.meta.url))
  return sharp(file).png({ compressionLevel: 9 }).toBuffer()
}
