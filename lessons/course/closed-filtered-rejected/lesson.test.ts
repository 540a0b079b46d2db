import { claimsOf } from '../testing/claims.ts';
import { lesson } from './lesson.ts';

claimsOf(lesson);
