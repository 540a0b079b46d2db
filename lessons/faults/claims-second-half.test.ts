import { claimsOfExercises } from '../course/testing/claims.ts';
import { FAULTS, faultExercise, PRACTICE } from './index.ts';

// Two files, so that two processes share the work.
claimsOfExercises(
  PRACTICE,
  FAULTS.filter((_, index) => index % 2 === 1).flatMap(({ id }) => faultExercise(id) ?? []),
);
