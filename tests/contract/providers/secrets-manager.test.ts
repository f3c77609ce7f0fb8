import { promisesOf } from '../promises';

promisesOf('secrets-manager');
