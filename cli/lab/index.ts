export { type LabAvailability, labAvailability } from './availability.ts';
export { LabFailure } from './failure.ts';
export { planHash, planOf } from './plan.ts';
export { exitCode, type RunningLab, type RunOptions, type RunResult } from './running-lab.ts';
export { type LabStatus, type LabUpOptions, labDown, labUp, listLabs, runningLab } from './up.ts';
