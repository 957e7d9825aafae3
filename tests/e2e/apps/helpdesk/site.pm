# Request Tracker in a folder of its own, instead of everything in /etc: `RT_SITE_CONFIG` names this file.
use utf8;
my $here = $ENV{PINFOLD_SITE} or die "PINFOLD_SITE is not set";
my $port = $ENV{PINFOLD_PORT} || 8081;
Set($rtname, 'helpdesk.example');
Set($Organization, 'helpdesk.example');
Set($Timezone, 'UTC');
Set($DatabaseType, 'SQLite');
Set($DatabaseName, "$here/rt.sqlite");
Set($WebDomain, '127.0.0.1');
Set($WebPort, $port);
Set($WebBaseURL, "http://127.0.0.1:$port");
Set($WebPath, '');
Set($CorrespondAddress, 'care@helpdesk.example');
Set($CommentAddress, 'care-comment@helpdesk.example');
# Every mail it would send ends in a file, which tests look at.
Set($MailCommand, 'sendmailpipe');
Set($SendmailPath, "$here/sendmail");
Set($LogToSyslog, '');
Set($LogToFile, '');
Set($LogToSTDERR, 'error');
$RT::VarPath = "$here/var";
$RT::MasonDataDir = "$here/var/mason";
$RT::MasonSessionDir = "$here/var/session";
1;
