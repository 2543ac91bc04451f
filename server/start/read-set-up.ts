import { readFileSync } from 'node:fs'
import { StartError } from './start-error.ts'

/** What MADOGUCHI_SETUP holds: JSON itself, or the path of a JSON file. */
export const readSetUp = (setting: string): unknown => {
  const isJson = setting.trimStart().startsWith('{')
  let text = setting
  if (!isJson) {
    try {
      text = readFileSync(setting, 'utf8')
    } catch {
      throw new StartError(
        `MADOGUCHI_SETUP names the file ${setting}, which can't be read. Give a readable JSON file, or the JSON itself.`,
      )
    }
  }
  try {
    return JSON.parse(text)
  } catch {
    throw new StartError('MADOGUCHI_SETUP is not valid JSON. It needs email, password and workspace.')
  }
}
