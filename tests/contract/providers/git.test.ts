import { promisesOf } from '../promises';

promisesOf('git');
