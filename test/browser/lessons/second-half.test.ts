import { COURSE } from '../../../lessons/course/index.ts';
import { playThrough } from './play-through.ts';

// Two files, so that two browsers share the work.
playThrough(COURSE.filter((_, index) => index % 2 === 1));
