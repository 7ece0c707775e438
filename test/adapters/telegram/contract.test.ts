import { channelContract } from '../../contracts/channel.ts';
import { openTelegram } from './open-telegram.ts';

channelContract('Telegram by long polling', () => openTelegram({ mode: 'polling' }));
channelContract('Telegram by webhook', () => openTelegram({ mode: 'webhook' }));
