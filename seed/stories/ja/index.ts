import type { Story } from '../story.ts'
import { accountMore } from './account-more.ts'
import { account } from './account.ts'
import { campaign } from './campaign.ts'
import { cancelMore } from './cancel-more.ts'
import { cancelReasonsMore } from './cancel-reasons-more.ts'
import { cancelReasons } from './cancel-reasons.ts'
import { cancelRest } from './cancel-rest.ts'
import { complaintMore } from './complaint-more.ts'
import { complaint } from './complaint.ts'
import { courseChangeMore } from './course-change-more.ts'
import { courseChange } from './course-change.ts'
import { courseTrouble } from './course-trouble.ts'
import { deliveryMore } from './delivery-more.ts'
import { deliveryOptions } from './delivery-options.ts'
import { deliveryTroubleMore } from './delivery-trouble-more.ts'
import { deliveryTrouble } from './delivery-trouble.ts'
import { delivery } from './delivery.ts'
import { epic } from './epic.ts'
import { health } from './health.ts'
import { misc } from './misc.ts'
import { orderChange } from './order-change.ts'
import { orderDeskMore } from './order-desk-more.ts'
import { orderDesk } from './order-desk.ts'
import { paymentMore } from './payment-more.ts'
import { payment } from './payment.ts'
import { productSafety } from './product-safety.ts'
import { productUseMore } from './product-use-more.ts'
import { productUse } from './product-use.ts'
import { quality } from './quality.ts'
import { recall } from './recall.ts'
import { returnsMore } from './returns-more.ts'
import { returns } from './returns.ts'
import { voice } from './voice.ts'

/** All Japanese scenario families. */
export const storiesJa: readonly Story[] = [
  ...accountMore,
  ...account,
  ...campaign,
  ...cancelMore,
  ...cancelReasonsMore,
  ...cancelReasons,
  ...cancelRest,
  ...complaintMore,
  ...complaint,
  ...courseChangeMore,
  ...courseChange,
  ...courseTrouble,
  ...deliveryMore,
  ...deliveryOptions,
  ...deliveryTroubleMore,
  ...deliveryTrouble,
  ...delivery,
  ...epic,
  ...health,
  ...misc,
  ...orderChange,
  ...orderDeskMore,
  ...orderDesk,
  ...paymentMore,
  ...payment,
  ...productSafety,
  ...productUseMore,
  ...productUse,
  ...quality,
  ...recall,
  ...returnsMore,
  ...returns,
  ...voice,
]
