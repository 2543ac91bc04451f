import { answer, type Place } from './acts.ts'

const ID = '00000000-0000-7000-8000-0000000000ab'
const AGENT = '00000000-0000-7000-8000-0000000000ac'

const base = {
  id: ID,
  source: 'zendesk',
  account: '',
  fileName: 'zendesk-export-2026-11-とても長い名前のファイルで端まで届くもの.json',
  state: 'ready',
  inboxId: ID,
  options: {},
  size: 1_234_567_890,
  received: 1_234_567_890,
  done: 0,
  total: 0,
  counts: {
    talks: 50_000,
    talksFound: 1200,
    messages: 182_345,
    messagesFound: 4000,
    people: 20_000,
    peopleFound: 85,
    files: 9120,
  },
  issues: [
    { code: 'no-customer', count: 1204 },
    { code: 'file-missing', count: 88 },
    { code: 'unwanted', count: 3 },
  ],
  failure: null,
  createdBy: '高橋 美咲',
  createdAt: '2026-11-20T01:00:00.000Z',
  endedAt: null,
  pieceSize: 4_194_304,
  pieces: [],
}
const made = {
  conversations: 48_800,
  conversationsExtended: 12,
  messagesMade: 178_345,
  customers: 19_915,
  customersFound: 85,
}
const STATES: Record<string, object> = {
  uploading: { state: 'uploading', counts: {}, issues: [] },
  columns: { source: 'csv', state: 'columns', counts: {}, issues: [] },
  ready: {},
  making: { state: 'making', done: 31_200, total: 70_000 },
  done: { state: 'done', counts: { ...base.counts, ...made }, endedAt: base.createdAt },
  failed: { state: 'failed', counts: {}, issues: [], failure: { code: 'bomb', detail: '' } },
  undone: {
    state: 'undone',
    counts: {
      ...made,
      conversationsTaken: 48_790,
      conversationsKept: 10,
      customersTaken: 19_911,
      customersKept: 4,
    },
    issues: [{ code: 'kept', count: 10 }],
  },
}
const value = (kind: string, name: string, count: number, detail: string | null = null) => ({
  kind,
  value: name,
  label: name,
  detail,
  count,
})
const meaning = {
  mapping: {
    agents: { '佐藤 花': AGENT },
    teams: {},
    inboxes: {},
    statuses: {},
    priorities: {},
    tags: { 不要: null },
    attributes: {},
  },
  statuses: { open: 'open', closed: 'resolved' },
  priorities: { high: 'high' },
  values: [
    value('agent', '佐藤 花', 12_000, 'sato@shop.example'),
    value(
      'agent',
      'A name that is forty characters long, no',
      3,
      'a.very.long.address.of.somebody@a-very-long-domain.example',
    ),
    ...Array.from({ length: 20 }, (_unused, n) => value('tag', `タグ ${n}`, 900 - n)),
    value('tag', '不要', 4),
    value('status', 'open', 900),
    value('status', 'closed', 49_100),
    value('priority', 'high', 300),
  ],
}
const columns = {
  encoding: 'shift_jis',
  columns: [
    { heading: '受付番号', samples: ['A-1', 'A-2'], field: 'id' },
    { heading: 'メールアドレス', samples: ['hanako@mail.example'], field: 'mail' },
    { heading: '', samples: ['x'.repeat(120)], field: null },
  ],
}
const issues = {
  items: [
    {
      id: ID,
      code: 'no-customer',
      place: '',
      subject: '#1204',
      detail: 'The file does not say whose it is.',
    },
    {
      id: AGENT,
      code: 'unreadable',
      place: 'export/tickets-12.json #9182',
      subject: '',
      detail: 'Unexpected end of JSON input',
    },
  ],
  next: null,
}

const of = (name: string, change: object): Place => ({
  name: `settings import ${name}`,
  path: `/settings/imports/${ID}`,
  before: async (page) => {
    await answer(`**/api/imports/${ID}`, { ...base, ...change })(page)
    await answer(`**/api/imports/${ID}/mapping`, meaning)(page)
    await answer(`**/api/imports/${ID}/columns`, columns)(page)
    await answer(`**/api/imports/${ID}/issues*`, issues)(page)
  },
})

/** Imports wherever they stand, and a list of them; the demo shop has none. */
export const importPlaces = (): Record<string, Place[]> => ({
  '/settings/imports/$importId': [
    ...Object.entries(STATES).map(([name, change]) => of(name, change)),
    { name: 'settings import gone', path: `/settings/imports/${ID}` },
  ],
  '/settings/imports': [
    {
      name: 'settings imports several',
      path: '/settings/imports',
      before: answer(
        '**/api/imports',
        Object.values(STATES).map((change, n) => ({ ...base, ...change, id: `${ID.slice(0, -2)}b${n}` })),
      ),
    },
  ],
})
