import { promisesOf } from '../promises';

promisesOf('migration-commands');
