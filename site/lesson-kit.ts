/** The one door through which a lesson's text gets what it shows. */
export { default as Card } from './components/lesson/Card.astro';
export { default as Count } from './components/lesson/Count.astro';
export { default as Exercise } from './components/lesson/Exercise.astro';
export { default as MachineDiagram } from './components/lesson/MachineDiagram.astro';
export { default as Output } from './components/lesson/Output.astro';
export { default as Packets } from './components/lesson/Packets.astro';
export { default as Rules } from './components/lesson/Rules.astro';
export { default as RunsTable } from './components/lesson/RunsTable.astro';
export { default as Says } from './components/lesson/Says.astro';
export { default as SeenTable } from './components/lesson/SeenTable.astro';
export { default as TechniqueTable } from './components/lesson/TechniqueTable.astro';
export { default as TimingTable } from './components/lesson/TimingTable.astro';
export { default as Sandbox } from './components/Sandbox.astro';
