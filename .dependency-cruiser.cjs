// The boundaries of the house. The rooms and their doors stand as data in server/rooms.json;
// everything here is derived from that table or from the names of the top folders.
const table = require('./server/rooms.json')

// Tests, and what stands beside them for them alone.
const TEST = '(\\.test\\.tsx?|/fixtures/[^/]+\\.tsx?)$'
const DOOR = '^server/modules/[^/]+/(index|contract)\\.ts$'
const KERNEL_CONTRACT = '^server/kernel/contract[a-z-]*\\.ts$'
const CONTRACTS = ['^server/modules/[^/]+/contract\\.ts$', KERNEL_CONTRACT]
const COMPOSITION_ROOT = '^server/(main\\.ts$|start/)'
const ANY_PLACE_OF_OURS = '^(server|web|widget|portal|design|test|seed|bench|scripts)/'
const KERNEL_FOR_ISLANDS = '^server/kernel/(http-client|log|clock|time-windows|mime)(\\.ts$|/)'
// Build settings run in Node and ship nothing.
const BUILD = '^(web|widget)/[^/]*(config|build)[^/]*\\.ts$'
const NPM = (name) => `(^|/)node_modules/${name}/`
const ISLANDS = { channels: 'channel', shops: 'shop' }

const edges = Object.assign({}, ...table.floors)
const rooms = Object.keys(edges)

/** Rooms that a room may open: its own edges and the rooms open to all that stand before it in their list. */
function doorsOf(room) {
  const place = table.openToAll.indexOf(room)
  const open = place < 0 ? table.openToAll : table.openToAll.slice(0, place)
  return [...edges[room], ...open]
}

const roomRules = [
  {
    name: 'room-not-in-table',
    comment: 'Every room stands in server/rooms.json with the doors that it may open.',
    from: { path: '^server/modules/', pathNot: `^server/modules/(${rooms.join('|')})/` },
    to: {},
  },
  ...rooms.map((room) => ({
    name: 'room-opens-unlisted-door',
    comment: `server/rooms.json lets ${room} open only: ${doorsOf(room).join(', ') || 'nothing'}.`,
    from: { path: `^server/modules/${room}/`, pathNot: TEST },
    to: {
      path: '^server/modules/',
      pathNot: `^server/modules/(${[room, ...doorsOf(room)].join('|')})/`,
    },
  })),
  {
    name: 'room-behind-its-door',
    comment: 'Visitors of a room use its index.ts or contract.ts, so that its inside stays free to change.',
    from: { path: '^server/modules/([^/]+)/' },
    to: { path: '^server/modules/', pathNot: ['^server/modules/$1/', DOOR] },
  },
  {
    name: 'room-behind-its-door',
    comment: 'Seeds, benches, tests and scripts use a room through its index.ts or contract.ts.',
    from: { path: '^(test|seed|bench|scripts)/' },
    to: { path: '^server/modules/', pathNot: DOOR },
  },
]

/** For channels and for shops: who may know the registry, and what an island may know. */
function islandRules(kind) {
  // In one file, or with parts beside it: channel.ts, channel-acknowledgement.ts.
  const contract = `^server/${kind}/${ISLANDS[kind]}[a-z-]*\\.ts$`
  const registry = `^server/${kind}/registry\\.ts$`
  const listed = `^server/modules/(${table.islandDoors[kind].join('|')})/`
  return [
    {
      name: 'room-names-island',
      comment: `Rooms ask what a connection can do, never what it is called; the registry of ${kind} is for ${table.islandDoors[kind].join(', ')}.`,
      from: { path: '^server/modules/', pathNot: listed },
      to: { path: `^server/${kind}/` },
    },
    {
      name: 'room-names-island',
      comment: 'Islands are found by folder: a room knows the registry and the contract, never an island.',
      from: { path: listed },
      to: { path: `^server/${kind}/`, pathNot: [contract, registry] },
    },
    {
      name: 'island-knows-too-much',
      comment: `An island translates and nothing else: ${ISLANDS[kind]}.ts, kernel http-client, log, clock, time-windows and mime, and its npm client.`,
      from: { path: `^server/${kind}/([^/]+)/`, pathNot: TEST },
      to: { path: ANY_PLACE_OF_OURS, pathNot: [`^server/${kind}/$1/`, contract, KERNEL_FOR_ISLANDS] },
    },
    {
      name: 'island-knows-too-much',
      comment: 'A test of an island may use the harness, the kernel and doors, but no other island.',
      from: { path: `^server/${kind}/([^/]+)/.*${TEST}` },
      to: {
        path: '^server/(channels|shops|modules)/',
        pathNot: [`^server/${kind}/$1/`, contract, registry, DOOR],
      },
    },
    {
      name: 'registry-names-island',
      comment: 'The contract and the registry find islands by folder; they import none, and no room.',
      from: { path: `^server/${kind}/[^/]+\\.ts$`, pathNot: TEST },
      to: { path: ANY_PLACE_OF_OURS, pathNot: [contract, registry, '^server/kernel/'] },
    },
  ]
}

const serverRules = [
  {
    name: 'kernel-knows-nobody',
    comment: 'The kernel knows no room, channel, shop or screen.',
    from: { path: '^server/kernel/', pathNot: TEST },
    to: { path: ANY_PLACE_OF_OURS, pathNot: '^server/kernel/' },
  },
  {
    name: 'kernel-knows-nobody',
    comment: 'A test in the kernel may use the harness, but no room, channel, shop or screen.',
    from: { path: `^server/kernel/.*${TEST}` },
    to: { path: ANY_PLACE_OF_OURS, pathNot: ['^server/kernel/', '^test/'] },
  },
  {
    name: 'only-starters-import-main',
    comment: 'main.ts and start/ wire everything; nothing below them looks up.',
    from: { path: ANY_PLACE_OF_OURS, pathNot: [COMPOSITION_ROOT, '^(test|seed|bench|scripts)/', TEST] },
    to: { path: COMPOSITION_ROOT },
  },
  {
    name: 'server-imports-outer-place',
    comment: 'Only main.ts and start/ may know the screens, the seeds and the tools around the server.',
    from: { path: '^server/', pathNot: [COMPOSITION_ROOT, '^server/(kernel|channels|shops)/', TEST] },
    to: { path: ANY_PLACE_OF_OURS, pathNot: '^server/' },
  },
  {
    name: 'product-imports-test',
    comment: 'What ships does not lean on the tests.',
    from: { path: '^(server|web|widget|portal|design|seed)/', pathNot: TEST },
    to: { path: ['^test/', TEST] },
  },
]

const contractRules = [
  {
    name: 'contract-pulls-in-server',
    comment: "A room's contract is read by browsers: zod, the kernel's contract and other contracts only.",
    from: { path: '^server/modules/([^/]+)/contract\\.ts$' },
    to: { pathNot: [NPM('zod'), '^server/modules/$1/contract(-[^/]+\\.ts$|/)', ...CONTRACTS] },
  },
  {
    name: 'contract-pulls-in-server',
    comment: 'Parts of a contract follow the same rule as the contract.',
    from: { path: '^server/modules/([^/]+)/contract(-[^/]+\\.ts$|/)', pathNot: TEST },
    to: { pathNot: [NPM('zod'), '^server/modules/$1/contract(-[^/]+\\.ts$|/)', ...CONTRACTS] },
  },
  {
    name: 'contract-pulls-in-server',
    comment: "The kernel's contract is read by browsers: zod and nothing else.",
    from: { path: KERNEL_CONTRACT },
    to: { pathNot: [NPM('zod'), KERNEL_CONTRACT] },
  },
]

const clientRules = [
  {
    name: 'feature-imports-feature',
    comment: 'Features meet in web/app or share blocks in web/ui.',
    from: { path: '^web/features/([^/]+)/' },
    to: { path: '^web/features/', pathNot: '^web/features/$1/' },
  },
  {
    name: 'ui-knows-feature',
    comment: 'Blocks in web/ui carry no domain word.',
    from: { path: '^web/ui/', pathNot: TEST },
    to: { path: '^web/(features|app)/' },
  },
  {
    name: 'client-imports-server',
    comment: 'Clients know contracts, never the inside of the server or of another client.',
    from: { path: '^(web|portal)/', pathNot: [TEST, BUILD] },
    to: { path: ANY_PLACE_OF_OURS, pathNot: ['^$1/', '^design/', ...CONTRACTS] },
  },
  {
    name: 'widget-imports-too-much',
    comment: 'The widget has a size budget: its own folder, design/ and preact.',
    from: { path: '^widget/', pathNot: [TEST, BUILD] },
    to: { pathNot: ['^widget/', '^design/', NPM('(preact|@preact)')] },
  },
  {
    name: 'design-imports-something',
    comment: 'Design tokens stand alone.',
    from: { path: '^design/', pathNot: TEST },
    to: { pathNot: '^design/' },
  },
]

const rules = [
  ...roomRules,
  ...Object.keys(ISLANDS).flatMap(islandRules),
  ...serverRules,
  ...contractRules,
  ...clientRules,
  {
    name: 'no-circles',
    comment: 'Break the circle: move what both need below them, or announce an event.',
    from: {},
    to: { circular: true },
  },
]

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: rules.map((rule) => ({ ...rule, severity: 'error' })),
  options: {
    // Types count too: a room that needs a neighbour's type knows the neighbour.
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^test/house/fixtures/' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.json'],
    },
  },
}
