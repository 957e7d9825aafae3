# A token of the administrator and a custom field for the source, in a fresh database. Prints what tests need.
use strict;
use warnings;
use lib '/usr/share/request-tracker5/lib';
use RT -init;

my $root = RT::CurrentUser->new(RT->SystemUser);
$root->Load('root');
my ($made, $said, $token) = RT::AuthToken->new(RT->SystemUser)->Create(Owner => $root->id, Description => 'Pinfold');
die $said unless $made;
my $queue = RT::Queue->new(RT->SystemUser);
$queue->Load('General');
my $field = RT::CustomField->new(RT->SystemUser);
($made, $said) = $field->Create(Name => 'SourceURL', Type => 'FreeformSingle', LookupType => 'RT::Queue-RT::Ticket', MaxValues => 1);
die $said unless $made;
$field->AddToObject($queue);
print qq({"token":"$token"}\n);
