import { describe, expect, it } from 'vitest'
import { valueAt, withValueAt } from './paths.ts'

const kept = { smtp: { host: 'a', port: 465 }, fields: [{ label: { ja: '名前' } }, { label: {} }] }

describe('paths', () => {
  it('lead into objects and lists', () => {
    expect(valueAt(kept, 'smtp.host')).toBe('a')
    expect(valueAt(kept, 'fields.0.label.ja')).toBe('名前')
    expect(valueAt(kept, 'fields.5.label')).toBeUndefined()
    expect(valueAt(kept, 'smtp.host.deeper')).toBeUndefined()
  })
  it('change one part and leave the rest as it was', () => {
    const changed = withValueAt(kept, 'fields.1.label.ja', '番号')
    expect(changed.fields).toEqual([{ label: { ja: '名前' } }, { label: { ja: '番号' } }])
    expect(changed.fields[0]).toBe(kept.fields[0])
    expect(kept.fields[1]).toEqual({ label: {} })
  })
  it('make what is missing on the way, and take parts away', () => {
    expect(withValueAt({}, 'smtp.host', 'b')).toEqual({ smtp: { host: 'b' } })
    expect(withValueAt(kept, 'smtp', undefined)).toEqual({ fields: kept.fields })
  })
})
