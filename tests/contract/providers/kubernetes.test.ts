import { promisesOf } from '../promises';

promisesOf('kubernetes');
