import type { AppsManifestValidateArguments } from '@slack/web-api';
import { registry } from '../../src/handlers/registry.ts';
import type { Generator } from '../generate.ts';

/** Replaced by whoever installs the app. Socket Mode needs no address: `socket_mode_enabled: true` there. */
const requestUrl = 'https://desk.example.com/slack/events';

/** The app as Slack is told about it. */
export const manifest: Generator = () =>
  Promise.resolve(new Map([['manifest.json', `${JSON.stringify(slackManifest(), undefined, 2)}\n`]]));

export function slackManifest(): AppsManifestValidateArguments['manifest'] {
  return {
    _metadata: { major_version: 2, minor_version: 1 },
    display_information: {
      name: 'Partner Desk',
      description: 'Bills, balances and customers of a Huawei Cloud partner, where you talk anyway.',
      long_description: [
        'Partner Desk answers questions of people who sell Huawei Cloud as partners: what a customer spent, what is',
        'left on an account, who a customer is. Type /hw for a menu. Long exports run on their own and come back as a',
        'file. Every figure says where it comes from and how final it is. English and Simplified Chinese.',
      ].join(' '),
      background_color: '#1f2d3d',
    },
    features: {
      app_home: { home_tab_enabled: true, messages_tab_enabled: true, messages_tab_read_only_enabled: true },
      bot_user: { display_name: 'partner-desk', always_online: true },
      slash_commands: [
        {
          command: '/hw',
          url: requestUrl,
          description: 'Huawei Cloud partner desk: bills, balances, customers',
          usage_hint: usageHint(),
          // Names in a line are no identifiers; Slack then sends people and channels by id.
          should_escape: true,
        },
      ],
    },
    oauth_config: {
      scopes: {
        // To hear /hw; to answer; privately too; locale and time zone of people; members of groups in the policy;
        // to deliver exports; to find whether a file was delivered already, and to read a list given in a form.
        bot: [
          'commands',
          'chat:write',
          'im:write',
          'users:read',
          'usergroups:read',
          'files:write',
          'files:read',
        ],
      },
    },
    settings: {
      event_subscriptions: {
        request_url: requestUrl,
        bot_events: ['app_home_opened', 'subteam_members_changed', 'subteam_updated', 'user_change'],
      },
      interactivity: {
        is_enabled: true,
        request_url: requestUrl,
        message_menu_options_url: requestUrl,
      },
      org_deploy_enabled: false,
      socket_mode_enabled: false,
      token_rotation_enabled: false,
    },
  };
}

/** `bill | balance | customer … | help` */
function usageHint(): string {
  const nouns = new Set(registry.commands.map(({ path: [noun, verb] }) => (verb ? `${noun} …` : noun)));
  return [...nouns, 'help'].join(' | ');
}
