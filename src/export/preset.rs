//! The tables of customers and notes that systems import: which columns, by which names. It is data; what stands in the cells is
//! written by `crm_csv`. CONNECTORS.md says what the names rest on.

use serde::{Deserialize, Serialize};

use Cell::{
    Author, Body, Captured, Day, Email, Family, Fixed, Given, Handle, Key, KeyNetwork, Label, Marker, Name,
    Network, Note, Phone, PinId, Profile, Screenshot, Source, Status, Subject, Tags, Text,
};

/// What stands in a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cell {
    /// The pin's id.
    PinId,
    /// The network, or the site.
    Network,
    /// The account's handle.
    Handle,
    /// The author's name.
    Label,
    /// The customer's e-mail address.
    Email,
    /// The profile.
    Profile,
    /// The permalink.
    Source,
    /// When it was pinned.
    Captured,
    /// What it says.
    Text,
    /// What people wrote about it, the rights, and the marker.
    Note,
    /// Its tags.
    Tags,
    /// A file that goes along; none does.
    Screenshot,
    /// Who wrote the note.
    Author,
    /// How far the case has come.
    Status,
    /// By what the customer is found again: `network:handle`, and one for all pins of a customer whom a person made.
    Key,
    /// The network that the key is of.
    KeyNetwork,
    /// The customer's whole name.
    Name,
    /// The customer's given name.
    Given,
    /// The customer's family name; never empty where there is a key.
    Family,
    /// The customer's telephone number, with `00` for the plus that a spreadsheet takes for a formula.
    Phone,
    /// One line: the site, who, and what it begins with.
    Subject,
    /// What it says, where, and the note.
    Body,
    /// The marker by which the note is found again.
    Marker,
    /// The day it was pinned.
    Day,
    /// The same in every row.
    Fixed(&'static str),
}

/// What a row is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rows {
    /// A pin.
    Pins,
    /// A customer; what their pins say stands one below the other.
    People,
}

/// A table.
#[derive(Debug, Clone, Copy)]
pub struct Columns {
    /// What a row is.
    pub rows: Rows,
    /// The columns in order, with their names.
    pub cells: &'static [(&'static str, Cell)],
}

macro_rules! presets {
    ($($(#[$doc:meta])* $name:ident $word:literal $rows:ident [$($column:literal = $cell:expr),* $(,)?];)*) => {
        /// The system a table is for.
        #[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
        #[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
        #[serde(rename_all = "snake_case")]
        pub enum CrmPreset {$(
            $(#[$doc])*
            $name,
        )*}

        impl CrmPreset {
            /// All of them.
            pub const ALL: &'static [Self] = &[$(Self::$name),*];

            /// Its short name.
            pub fn name(self) -> &'static str {
                match self {$(Self::$name => $word),*}
            }

            /// Its columns.
            pub fn columns(self) -> Columns {
                match self {$(
                    Self::$name => Columns { rows: Rows::$rows, cells: &[$(($column, $cell)),*] },
                )*}
            }
        }
    };
}

presets! {
    /// Any system: every column, by names of our own.
    #[default]
    Neutral "neutral" Pins [
        "pin_id" = PinId, "network" = Network, "handle" = Handle, "display_name" = Label, "email" = Email,
        "profile_url" = Profile, "source_url" = Source, "captured_at" = Captured, "text" = Text, "note" = Note,
        "tags" = Tags, "screenshot_file" = Screenshot, "author" = Author, "status" = Status,
    ];
    /// Salesforce: contacts, matched by an external id.
    Salesforce "salesforce" People [
        "SocialKey__c" = Key, "FirstName" = Given, "LastName" = Family, "Email" = Email, "Phone" = Phone,
        "Description" = Body,
    ];
    /// Salesforce: finished tasks of contacts that are there already, matched by an external id.
    SalesforceTasks "salesforce-tasks" Pins [
        "PinKey__c" = Marker, "Contact:Who.SocialKey__c" = Key, "Subject" = Subject, "Description" = Body,
        "ActivityDate" = Day, "Status" = Fixed("Completed"),
    ];
    /// Dynamics 365 and Dataverse: contacts, matched by an alternate key.
    Dataverse "dataverse" People [
        "cust_socialkey" = Key, "firstname" = Given, "lastname" = Family, "emailaddress1" = Email,
        "telephone1" = Phone, "description" = Body,
    ];
    /// Oracle Fusion: contacts, matched by a source system's reference.
    Oracle "oracle" People [
        "SourceSystem" = Fixed("PINFOLD"), "SourceSystemReferenceValue" = Key, "PersonFirstName" = Given,
        "PersonLastName" = Family, "EmailAddress" = Email, "Comments" = Body,
    ];
    /// HubSpot: contacts and a note for each pin.
    Hubspot "hubspot" Pins [
        "First name" = Given, "Last name" = Family, "Email" = Email, "social_key" = Key, "Activity date" = Day,
        "Note body" = Body,
    ];
    /// Zendesk: users, in the order its import asks for.
    Zendesk "zendesk" People [
        "name" = Name, "email" = Email, "external_id" = Key, "details" = Profile, "notes" = Body,
    ];
    /// Request Tracker: tickets. None has a requestor, who would be told of it.
    RequestTracker "request-tracker" Pins [
        "id" = PinId, "Subject" = Subject, "Content" = Body, "Customer" = Key, "Source" = Source, "Tags" = Tags,
    ];
    /// Tryton: parties with their account.
    Tryton "tryton" People [
        "name" = Name, "contact_mechanisms/type" = Fixed("other"), "contact_mechanisms/value" = Key,
        "contact_mechanisms/name" = KeyNetwork, "contact_mechanisms/comment" = Body,
    ];
    /// Chatwoot: contacts.
    Chatwoot "chatwoot" People [
        "name" = Name, "email" = Email, "phone_number" = Phone, "identifier" = Key, "pins" = Body,
    ];
    /// Intercom: contacts.
    Intercom "intercom" People [
        "user_id" = Key, "name" = Name, "email" = Email, "phone" = Phone, "pins" = Body,
    ];
    /// EspoCRM: contacts.
    Espocrm "espocrm" People [
        "socialKey" = Key, "firstName" = Given, "lastName" = Family, "emailAddress" = Email,
        "phoneNumber" = Phone, "description" = Body,
    ];
    /// Odoo: partners.
    Odoo "odoo" People [
        "ref" = Key, "name" = Name, "email" = Email, "phone" = Phone, "website" = Profile, "comment" = Body,
    ];
    /// Freshdesk: contacts.
    Freshdesk "freshdesk" People [
        "Name" = Name, "Email" = Email, "Phone" = Phone, "Unique external ID" = Key, "About" = Body,
    ];
    /// Zoho CRM: contacts.
    Zoho "zoho" People [
        "Social Key" = Key, "First Name" = Given, "Last Name" = Family, "Email" = Email, "Phone" = Phone,
        "Description" = Body,
    ];
}
