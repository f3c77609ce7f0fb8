import { promisesOf } from '../promises';

promisesOf('ecs');
