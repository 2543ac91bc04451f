import { defineRoom } from '../../kernel/room.ts'
import { conditions } from './conditions.ts'
import { customers } from './contract.ts'
import { createCustomer } from './create-customer.ts'
import { decidePair } from './decide-pair.ts'
import { findBounced } from './find-bounced.ts'
import { erases } from './erase-customer.ts'
import { getCustomer } from './get-customer.ts'
import { onMergeMoved } from './follow-merge.ts'
import { listMerges } from './list-merges.ts'
import { listPairs } from './list-pairs.ts'
import { listSuggestedMerges } from './list-suggested-merges.ts'
import { pushes } from './live.ts'
import { mergeCustomers } from './merge-customers.ts'
import { previewMerge } from './preview-merge.ts'
import { attributeRows } from './queries/attributes.ts'
import { languageRows } from './queries/conditions.ts'
import { deleteAttribute, saveAttribute } from './save-attribute.ts'
import { addIdentity, removeIdentity } from './save-identity.ts'
import { addNote, forgetNotes, listNotes, removeNote, restoreNote } from './save-note.ts'
import { jobs, onKnown } from './suggest-merges.ts'
import { unmergeCustomers } from './unmerge-customers.ts'
import { updateCustomer } from './update-customer.ts'
import { variables } from './variables.ts'

const nothing = () => null

/** The customers room's wiring. */
export const room = defineRoom({
  name: 'customers',
  contract: customers,
  permissions: {
    'customers.read': {
      roles: ['owner', 'lead', 'agent', 'readonly'],
      title: { en: 'See customers', ja: 'お客様情報を見る' },
      group: 'customers',
      always: true,
    },
    'customers.write': {
      roles: ['owner', 'lead', 'agent'],
      title: { en: 'Change customers', ja: 'お客様情報を編集する' },
      group: 'customers',
    },
    'customers.merge': {
      roles: ['owner', 'lead', 'agent'],
      title: { en: 'Merge customers', ja: 'お客様を統合する' },
      group: 'customers',
      needs: ['customers.write'],
    },
    'customers.erase': {
      roles: ['owner'],
      title: { en: 'Erase customers for good', ja: 'お客様データを消去する' },
      group: 'customers',
      everywhere: true,
    },
    'customers.disclose': {
      roles: ['owner', 'lead'],
      title: { en: 'Export all data of a customer', ja: 'お客様の全データを書き出す（開示）' },
      group: 'customers',
    },
    'customers.export': {
      roles: ['owner', 'lead'],
      title: { en: 'Export customers as a file', ja: 'お客様情報をファイルに書き出す' },
      group: 'customers',
    },
  },
  pushes,
  erases,
  conditions,
  variables,
  listeners: [onKnown, onMergeMoved],
  jobs,
  recurring: [
    {
      name: 'customers.forget-notes',
      cron: '23 * * * *',
      run: async ({ db }) => {
        await db.tx(forgetNotes)
      },
    },
  ],
  handlers: {
    getCustomer: ({ params }, { db, caller }) => getCustomer(db, caller, params.customerId),
    createCustomer: ({ body }, { tx, caller }) => createCustomer(tx, caller, body),
    updateCustomer: ({ params, body }, { tx, caller }) => updateCustomer(tx, caller, params.customerId, body),
    addIdentity: ({ params, body }, { tx, caller }) => addIdentity(tx, caller, params.customerId, body),
    removeIdentity: ({ params }, { tx, caller }) =>
      removeIdentity(tx, caller, params.customerId, params.identityId).then(nothing),
    listNotes: ({ params }, { db, caller }) => listNotes(db, caller, params.customerId),
    addNote: ({ params, body }, { tx, caller }) => addNote(tx, caller, params.customerId, body.text),
    removeNote: ({ params }, { tx, caller }) =>
      removeNote(tx, caller, params.customerId, params.noteId).then(nothing),
    restoreNote: ({ params }, { tx, caller }) => restoreNote(tx, caller, params.customerId, params.noteId),
    previewMerge: ({ params }, { db, caller }) =>
      previewMerge(db, caller, { survivorId: params.customerId, mergedId: params.mergedId }),
    mergeCustomers: ({ params, body }, { tx, caller }) =>
      mergeCustomers(tx, caller, { survivorId: params.customerId, mergedId: body.mergedId }),
    listMerges: ({ params }, { db, caller }) => listMerges(db, caller, params.customerId),
    listPairs: ({ params }, { db, caller }) => listPairs(db, caller, params.customerId),
    listSuggestedMerges: ({ query }, { db, caller }) => listSuggestedMerges(db, caller, query),
    decidePair: ({ params, body }, { tx, caller }) =>
      decidePair(tx, caller, { customerId: params.customerId, otherId: params.mergedId, ...body }).then(
        nothing,
      ),
    undoMerge: ({ params }, { tx, caller }) => unmergeCustomers(tx, caller, params.mergeId),
    findBounced: ({ body }, { db, caller }) => findBounced(db, caller, body.addresses),
    listLanguages: (_input, { db }) => languageRows(db),
    listAttributes: (_input, { db }) => attributeRows(db),
    saveAttribute: ({ params, body }, { tx, caller }) =>
      saveAttribute(tx, caller, { ...body, key: params.key }),
    deleteAttribute: ({ params }, { tx, caller }) => deleteAttribute(tx, caller, params.key).then(nothing),
  },
})
