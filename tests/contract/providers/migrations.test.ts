import { promisesOf } from '../promises';

promisesOf('migrations');
