import { energyMeters } from './energy-meters.ts';
import { fillingLine } from './filling-line.ts';
import { orders } from './orders.ts';
import { patients } from './patients.ts';
import { workOrders } from './work-orders.ts';
import type { MakeWorld } from './world.ts';

export const worlds: readonly MakeWorld[] = [fillingLine, energyMeters, orders, workOrders, patients];
