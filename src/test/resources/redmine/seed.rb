# One project with a release issue and a closed one, another project, and three people: a bot, a lead who may
# comment, and somebody without rights. Their keys go to the file named by KEYS.
Setting.rest_api_enabled = '1'
Setting.login_required = '0'
Setting.text_formatting = ENV.fetch('FORMATTING')

def person(login, first, last)
  user = User.new(firstname: first, lastname: last, mail: "#{login}@example.org", language: 'en')
  user.login = login
  user.password = user.password_confirmation = SecureRandom.hex(12)
  user.admin = false
  user.save!
  user
end

bot = person('relbot', 'Release', 'Bot')
lead = person('lead', 'Rados', 'Lead')
nobody = person('nobody', 'No', 'Rights')

tracker = Tracker.find_by!(name: 'Support')
release = IssueCustomField.create!(name: 'Release', field_format: 'string', is_for_all: true, trackers: [tracker])
versions = IssueCustomField.create!(name: 'Affected Versions', field_format: 'list', multiple: true,
                                    possible_values: %w[v18.2.7 v18.2.8], is_for_all: true, trackers: [tracker])
manager = Role.givable.find_by!(name: 'Manager')
reporter = Role.givable.find_by!(name: 'Reporter')

def project(name, identifier, tracker, fields)
  project = Project.create!(name: name, identifier: identifier, is_public: true)
  project.enabled_module_names = %w[issue_tracking]
  project.trackers = [tracker]
  project.issue_custom_fields = fields
  project.save!
  project
end

ceph = project('Ceph', 'ceph', tracker, [release, versions])
other = project('Other', 'other', tracker, [release, versions])
[ceph, other].each { |place| Member.create!(principal: bot, project: place, roles: [manager]) }
Member.create!(principal: lead, project: ceph, roles: [reporter])

def issue(project, tracker, author, subject, description, status = 'New')
  Issue.create!(project: project, tracker: tracker, author: author, subject: subject, description: description,
                status: IssueStatus.find_by!(name: status), priority: IssuePriority.default || IssuePriority.first)
end

text = "h3. Workflow\n\nrados, fs | TBD\n\nCurrent SHA1: see the table\n"
issues = {
  open: issue(ceph, tracker, lead, 'reef v18.2.8', text),
  closed: issue(ceph, tracker, lead, 'reef v18.2.7', text, 'Closed'),
  foreign: issue(other, tracker, lead, 'something else', text),
  notes: issue(ceph, tracker, lead, 'reef v18.2.8, by notes', text)
}
File.write(ENV.fetch('KEYS') + '.part', [
  "bot=#{bot.api_key}", "lead=#{lead.api_key}", "nobody=#{nobody.api_key}",
  *issues.map { |name, found| "#{name}=#{found.id}" }
].join("\n") + "\n")
File.rename(ENV.fetch('KEYS') + '.part', ENV.fetch('KEYS'))
