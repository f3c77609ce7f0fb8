import { promisesOf } from '../promises';

promisesOf('rds');
