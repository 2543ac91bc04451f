import type { Story } from '../story.ts'
import { account } from './account.ts'
import { clubMore } from './club-more.ts'
import { club } from './club.ts'
import { complaint } from './complaint.ts'
import { miscMore } from './misc-more.ts'
import { misc } from './misc.ts'
import { money } from './money.ts'
import { ordersMore } from './orders-more.ts'
import { orders } from './orders.ts'
import { productMore } from './product-more.ts'
import { product } from './product.ts'
import { returns } from './returns.ts'
import { shippingMore } from './shipping-more.ts'
import { shippingTrouble } from './shipping-trouble.ts'
import { shipping } from './shipping.ts'
import { voice } from './voice.ts'
import { warranty } from './warranty.ts'

/** All English scenario families. */
export const storiesEn: readonly Story[] = [
  ...account,
  ...clubMore,
  ...club,
  ...complaint,
  ...miscMore,
  ...misc,
  ...money,
  ...ordersMore,
  ...orders,
  ...productMore,
  ...product,
  ...returns,
  ...shippingMore,
  ...shippingTrouble,
  ...shipping,
  ...voice,
  ...warranty,
]
