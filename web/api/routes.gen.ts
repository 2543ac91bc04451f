// Made by scripts/gen-client.ts from the contracts of the server; do not edit.
import type { access as access_access } from '../../server/modules/access/contract.ts'
import type { scimRoutes as access_scimRoutes } from '../../server/modules/access/contract.ts'
import type { sessionRoutes as access_sessionRoutes } from '../../server/modules/access/contract.ts'
import type { ssoRoutes as access_ssoRoutes } from '../../server/modules/access/contract.ts'
import type { actions as actions_actions } from '../../server/modules/actions/contract.ts'
import type { agents as agents_agents } from '../../server/modules/agents/contract.ts'
import type { presenceRoutes as agents_presenceRoutes } from '../../server/modules/agents/contract.ts'
import type { roleRoutes as agents_roleRoutes } from '../../server/modules/agents/contract.ts'
import type { audit as audit_audit } from '../../server/modules/audit/contract.ts'
import type { automations as automations_automations } from '../../server/modules/automations/contract.ts'
import type { care as care_care } from '../../server/modules/care/contract.ts'
import type { conditions as conditions_conditions } from '../../server/modules/conditions/contract.ts'
import type { conversations as conversations_conversations } from '../../server/modules/conversations/contract.ts'
import type { customers as customers_customers } from '../../server/modules/customers/contract.ts'
import type { delivery as delivery_delivery } from '../../server/modules/delivery/contract.ts'
import type { desk as desk_desk } from '../../server/modules/desk/contract.ts'
import type { hours as hours_hours } from '../../server/modules/hours/contract.ts'
import type { imports as imports_imports } from '../../server/modules/imports/contract.ts'
import type { inboxes as inboxes_inboxes } from '../../server/modules/inboxes/contract.ts'
import type { intake as intake_intake } from '../../server/modules/intake/contract.ts'
import type { keeping as keeping_keeping } from '../../server/modules/keeping/contract.ts'
import type { notifications as notifications_notifications } from '../../server/modules/notifications/contract.ts'
import type { outward as notifications_outward } from '../../server/modules/notifications/contract.ts'
import type { reports as reports_reports } from '../../server/modules/reports/contract.ts'
import type { queues as routing_queues } from '../../server/modules/routing/contract.ts'
import type { routing as routing_routing } from '../../server/modules/routing/contract.ts'
import type { sla as sla_sla } from '../../server/modules/sla/contract.ts'
import type { teamwork as teamwork_teamwork } from '../../server/modules/teamwork/contract.ts'
import type { templates as templates_templates } from '../../server/modules/templates/contract.ts'
import type { unanswered as unanswered_unanswered } from '../../server/modules/unanswered/contract.ts'
import type { webhooks as webhooks_webhooks } from '../../server/modules/webhooks/contract.ts'
import type { workspaceRoutes as workspace_workspaceRoutes } from '../../server/modules/workspace/contract.ts'

/** The contracts by room. */
export interface Contracts {
  access: typeof access_access & typeof access_scimRoutes & typeof access_sessionRoutes & typeof access_ssoRoutes
  actions: typeof actions_actions
  agents: typeof agents_agents & typeof agents_presenceRoutes & typeof agents_roleRoutes
  audit: typeof audit_audit
  automations: typeof automations_automations
  care: typeof care_care
  conditions: typeof conditions_conditions
  conversations: typeof conversations_conversations
  customers: typeof customers_customers
  delivery: typeof delivery_delivery
  desk: typeof desk_desk
  hours: typeof hours_hours
  imports: typeof imports_imports
  inboxes: typeof inboxes_inboxes
  intake: typeof intake_intake
  keeping: typeof keeping_keeping
  notifications: typeof notifications_notifications & typeof notifications_outward
  reports: typeof reports_reports
  routing: typeof routing_queues & typeof routing_routing
  sla: typeof sla_sla
  teamwork: typeof teamwork_teamwork
  templates: typeof templates_templates
  unanswered: typeof unanswered_unanswered
  webhooks: typeof webhooks_webhooks
  workspace: typeof workspace_workspaceRoutes
}

/** Method and path of the routes that the first look needs. */
export const routes = {
  'access.setUpState': 'GET /api/setup',
  'access.setUp': 'POST /api/setup',
  'access.signIn': 'POST /api/session',
  'access.secondFactor': 'POST /api/session/second-factor',
  'access.signOut': 'DELETE /api/session',
  'access.me': 'GET /api/me',
  'access.requestReset': 'POST /api/password-resets',
  'access.resetPassword': 'POST /api/password-resets/:token',
  'access.changePassword': 'PUT /api/me/password',
  'access.createReset': 'POST /api/agents/:agentId/password-reset',
  'access.listSessions': 'GET /api/me/sessions',
  'access.endSession': 'DELETE /api/me/sessions/:sessionId',
  'access.startTotp': 'POST /api/me/totp',
  'access.confirmTotp': 'PUT /api/me/totp',
  'access.removeTotp': 'DELETE /api/me/totp',
  'access.removeAgentTotp': 'DELETE /api/agents/:agentId/totp',
  'access.listPasskeys': 'GET /api/me/passkeys',
  'access.passkeyOptions': 'POST /api/me/passkeys/options',
  'access.addPasskey': 'POST /api/me/passkeys',
  'access.removePasskey': 'DELETE /api/me/passkeys/:passkeyId',
  'access.passkeySignInOptions': 'POST /api/session/passkey/options',
  'access.passkeySignIn': 'POST /api/session/passkey',
  'access.listApiKeys': 'GET /api/api-keys',
  'access.createApiKey': 'POST /api/api-keys',
  'access.deleteApiKey': 'DELETE /api/api-keys/:keyId',
  'access.getScim': 'GET /api/sso-providers/:providerId/scim',
  'access.createScimToken': 'POST /api/sso-providers/:providerId/scim-token',
  'access.deleteScimToken': 'DELETE /api/sso-providers/:providerId/scim-token',
  'access.listEverySession': 'GET /api/sessions',
  'access.endAnySession': 'DELETE /api/sessions/:sessionId',
  'access.endSessionsOf': 'DELETE /api/agents/:agentId/sessions',
  'access.listSignInProviders': 'GET /api/sso',
  'access.startSso': 'POST /api/sso/:providerId/start',
  'access.finishSso': 'POST /api/sso/finish',
  'access.startLink': 'POST /api/me/sso/:providerId/start',
  'access.listMyLinks': 'GET /api/me/sso',
  'access.removeMyLink': 'DELETE /api/me/sso/:providerId',
  'access.listProviders': 'GET /api/sso-providers',
  'access.createProvider': 'POST /api/sso-providers',
  'access.updateProvider': 'PATCH /api/sso-providers/:providerId',
  'access.deleteProvider': 'DELETE /api/sso-providers/:providerId',
  'access.checkProvider': 'POST /api/sso-providers/:providerId/check',
  'access.startTry': 'POST /api/sso-providers/:providerId/try',
  'agents.listAgents': 'GET /api/agents',
  'agents.createAgent': 'POST /api/agents',
  'agents.createBot': 'POST /api/bots',
  'agents.updateAgent': 'PATCH /api/agents/:agentId',
  'agents.updateMe': 'PATCH /api/me',
  'agents.listTeams': 'GET /api/teams',
  'agents.createTeam': 'POST /api/teams',
  'agents.updateTeam': 'PATCH /api/teams/:teamId',
  'agents.deleteTeam': 'DELETE /api/teams/:teamId',
  'agents.listPresences': 'GET /api/presences',
  'agents.setMyPresence': 'PUT /api/me/presence',
  'agents.setPresence': 'PUT /api/agents/:agentId/presence',
  'agents.listPresenceReasons': 'GET /api/presence-reasons',
  'agents.savePresenceReasons': 'PUT /api/presence-reasons',
  'agents.listSkills': 'GET /api/skills',
  'agents.createSkill': 'POST /api/skills',
  'agents.renameSkill': 'PATCH /api/skills/:skillId',
  'agents.deleteSkill': 'DELETE /api/skills/:skillId',
  'agents.listWorkProfiles': 'GET /api/work-profiles',
  'agents.saveWorkProfile': 'PUT /api/agents/:agentId/work-profile',
  'agents.listRoles': 'GET /api/roles',
  'agents.listPermissions': 'GET /api/permissions',
  'agents.createRole': 'POST /api/roles',
  'agents.updateRole': 'PATCH /api/roles/:roleId',
  'agents.deleteRole': 'DELETE /api/roles/:roleId',
  'conversations.getConversation': 'GET /api/conversations/:conversationId',
  'conversations.listMessages': 'GET /api/conversations/:conversationId/messages',
  'conversations.getMessageHtml': 'GET /api/messages/:messageId/html',
  'conversations.getPicture': 'GET /api/messages/:messageId/picture',
  'conversations.startConversation': 'POST /api/conversations',
  'conversations.sendReply': 'POST /api/conversations/:conversationId/replies',
  'conversations.getAnswering': 'GET /api/conversations/:conversationId/answering',
  'conversations.getClosing': 'GET /api/inboxes/:inboxId/closing',
  'conversations.undoReply': 'POST /api/messages/:messageId/undo',
  'conversations.addNote': 'POST /api/conversations/:conversationId/notes',
  'conversations.assign': 'PUT /api/conversations/:conversationId/assignee',
  'conversations.setStatus': 'PUT /api/conversations/:conversationId/status',
  'conversations.setPriority': 'PUT /api/conversations/:conversationId/priority',
  'conversations.setTags': 'PUT /api/conversations/:conversationId/tags',
  'conversations.setSubject': 'PUT /api/conversations/:conversationId/subject',
  'conversations.follow': 'PUT /api/conversations/:conversationId/following',
  'conversations.markRead': 'PUT /api/conversations/:conversationId/read',
  'conversations.approveReply': 'POST /api/messages/:messageId/approve',
  'conversations.declineReply': 'POST /api/messages/:messageId/decline',
  'conversations.getSendChecks': 'GET /api/send-checks',
  'conversations.saveSendChecks': 'PUT /api/send-checks',
  'conversations.getDraft': 'GET /api/conversations/:conversationId/draft',
  'conversations.saveDraft': 'PUT /api/conversations/:conversationId/draft',
  'conversations.getFirstDraft': 'GET /api/first-draft',
  'conversations.saveFirstDraft': 'PUT /api/first-draft',
  'conversations.previewConversationMerge': 'GET /api/conversations/:conversationId/merge/:intoId',
  'conversations.mergeConversation': 'POST /api/conversations/:conversationId/merge',
  'conversations.splitConversation': 'POST /api/conversations/:conversationId/split',
  'conversations.listConversationLinks': 'GET /api/conversations/:conversationId/links',
  'conversations.undoConversationLink': 'POST /api/conversation-links/:linkId/undo',
  'conversations.joinSuggestion': 'POST /api/conversations/:conversationId/suggestions/:targetId/join',
  'conversations.listSuggestions': 'GET /api/conversations/:conversationId/suggestions',
  'conversations.declineSuggestion': 'POST /api/conversations/:conversationId/suggestions/:targetId/decline',
  'conversations.listTags': 'GET /api/tags',
  'conversations.createTag': 'POST /api/tags',
  'conversations.updateTag': 'PATCH /api/tags/:tagId',
  'conversations.deleteTag': 'DELETE /api/tags/:tagId',
  'conversations.uploadFile': 'POST /api/uploads',
  'conversations.getAttachment': 'GET /api/attachments/:attachmentId',
  'customers.getCustomer': 'GET /api/customers/:customerId',
  'customers.createCustomer': 'POST /api/customers',
  'customers.updateCustomer': 'PATCH /api/customers/:customerId',
  'customers.addIdentity': 'POST /api/customers/:customerId/identities',
  'customers.removeIdentity': 'DELETE /api/customers/:customerId/identities/:identityId',
  'customers.listNotes': 'GET /api/customers/:customerId/notes',
  'customers.addNote': 'POST /api/customers/:customerId/notes',
  'customers.removeNote': 'DELETE /api/customers/:customerId/notes/:noteId',
  'customers.restoreNote': 'POST /api/customers/:customerId/notes/:noteId/restore',
  'customers.previewMerge': 'GET /api/customers/:customerId/merge-preview/:mergedId',
  'customers.mergeCustomers': 'POST /api/customers/:customerId/merges',
  'customers.listMerges': 'GET /api/customers/:customerId/merges',
  'customers.undoMerge': 'POST /api/customer-merges/:mergeId/undo',
  'customers.findBounced': 'POST /api/addresses/bounced',
  'customers.listPairs': 'GET /api/customers/:customerId/merge-pairs',
  'customers.listSuggestedMerges': 'GET /api/customer-merge-suggestions',
  'customers.decidePair': 'PUT /api/customers/:customerId/merge-pairs/:mergedId',
  'customers.listLanguages': 'GET /api/customer-languages',
  'customers.listAttributes': 'GET /api/customer-attributes',
  'customers.saveAttribute': 'PUT /api/customer-attributes/:key',
  'customers.deleteAttribute': 'DELETE /api/customer-attributes/:key',
  'desk.listConversations': 'GET /api/conversations',
  'desk.counts': 'GET /api/conversation-counts',
  'desk.search': 'GET /api/search',
  'desk.getSearchRefresh': 'GET /api/search-refresh',
  'desk.listCustomers': 'GET /api/customers',
  'desk.exportCustomers': 'GET /api/customers.csv',
  'desk.listTimeline': 'GET /api/customers/:customerId/timeline',
  'desk.listViews': 'GET /api/views',
  'desk.createView': 'POST /api/views',
  'desk.updateView': 'PATCH /api/views/:viewId',
  'desk.deleteView': 'DELETE /api/views/:viewId',
  'inboxes.listInboxes': 'GET /api/inboxes',
  'inboxes.listChannels': 'GET /api/channels',
  'inboxes.createInbox': 'POST /api/inboxes',
  'inboxes.updateInbox': 'PATCH /api/inboxes/:inboxId',
  'inboxes.removeBrand': 'DELETE /api/brands/:brandId',
  'inboxes.connectInbox': 'POST /api/inboxes/:inboxId/connect',
  'inboxes.resumeAcknowledging': 'POST /api/inboxes/:inboxId/resume-acknowledging',
  'inboxes.checkInbox': 'POST /api/inboxes/:inboxId/check',
  'inboxes.listGaps': 'GET /api/inboxes/:inboxId/gaps',
  'inboxes.changeGaps': 'POST /api/inboxes/:inboxId/gaps',
  'workspace.getWorkspace': 'GET /api/workspace',
  'workspace.updateWorkspace': 'PATCH /api/workspace',
  'workspace.listBrands': 'GET /api/brands',
  'workspace.createBrand': 'POST /api/brands',
  'workspace.updateBrand': 'PATCH /api/brands/:brandId',
} as const
