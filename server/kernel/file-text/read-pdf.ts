import { fileURLToPath } from 'node:url'
import { getDocument, VerbosityLevel } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { Collector, limits, Unreadable } from './limits.ts'

const folder = (name: string): string =>
  fileURLToPath(new URL(`${name}/`, import.meta.resolve('pdfjs-dist/package.json')))

/**
 * The text of a PDF file, page by page. Fonts of Japan's older programs name characters by tables (90ms-RKSJ and the
 * like) that stand in no file: without `cMapUrl` they give nothing.
 */
export const readPdf = async (bytes: Uint8Array): Promise<string> => {
  const loading = getDocument({
    data: bytes,
    cMapUrl: folder('cmaps'),
    cMapPacked: true,
    standardFontDataUrl: folder('standard_fonts'),
    disableFontFace: true,
    useSystemFonts: false,
    verbosity: VerbosityLevel.ERRORS,
  })
  try {
    const pdf = await loading.promise
    const collector = new Collector()
    for (let number = 1; number <= Math.min(pdf.numPages, limits.pages); number += 1) {
      const page = await pdf.getPage(number)
      const { items } = await page.getTextContent()
      const lines = items.map((item) => ('str' in item ? item.str + (item.hasEOL ? '\n' : '') : ''))
      page.cleanup()
      if (!collector.add(`${lines.join('')}\n`)) break
    }
    return collector.text
  } catch (error) {
    throw new Unreadable((error as Error).name === 'PasswordException' ? 'protected' : 'damaged')
  } finally {
    await loading.destroy()
  }
}
