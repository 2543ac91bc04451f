import { expect, it } from 'vitest'
import { pretty } from './pretty.ts'

it('opens JSON up, and leaves everything else alone', () => {
  expect(pretty('{"a":[1]}')).toBe('{\n  "a": [\n    1\n  ]\n}')
  expect(pretty('<html>no</html>')).toBe('<html>no</html>')
  expect(pretty('')).toBe('')
})
