"""English phrases: what speaks for a priority or a part of the description."""

PRIORITY = {
    "security": """
        security hole/issue/problem/incident/breach/bug/vulnerability, vulnerab*, leak, leaked, leaks,
        data breach, breached, hacked, compromised, exposed, stolen, unauthorized, unauthorised,
        someone changed/accessed/logged/used, unknown login*,
        data/orders/names/invoices of some/other/another/different,
        files/messages/records/documents/accounts of some/other/another/different, phishing,
        see/view/saw/open/access/read other/another _ orders/data/invoices/files,
        see/view/saw/open/access/read other/another _ messages/account/records/names/documents,
        see/view/saw/open/access/read other/another customer/user/company/client,
        see/view/saw/open/access/read other/another person/people/customers/users/clients,
        someone/somebody else data/orders/invoices/account/files/messages/name/record, xss,
        injection attack, ransomware, logins from, login from another,
        password/passwords/token/tokens/key/keys/credentials in plain/clear/the,
        documents/slips/salaries/reports of other/another, see/saw the _ _ of a/another/other/my,
        see/saw/seeing/open/opened the _ of my/another/other/a/someone/somebody colleague*/customer*/user*,
        see/saw/opened the _ of another person,
        see/saw/seeing/open/opened the _ of my/another/other else/employee*/client*/people,
        see/saw/seeing/open/opened the _ of a/someone/somebody else/employee*/client*/people,
        somebody/someone logged/ordered/bought/got/used/accessed/took, logged into my/our,
        public/publicly visible/accessible/reachable, identity theft, fraud*, scam*,
        without logging/signing in
        """,
    "loss": """
        data loss, lost all/our/my/data/everything/hours/days/months/weeks, lose data/all, losing data,
        are lost, is lost, wiped,
        files/data/records/notes is/are/was/were gone/deleted/missing,
        photos/documents/everything/projects/messages is/are/was/were gone/deleted/missing,
        files/data/records/notes/photos disappeared/vanished,
        documents/everything/projects/messages/entries disappeared/vanished, overwritten,
        all/everything/they/it gone, no backup, no other copy, no copy, can not be recovered, corrupted,
        deleted itself, all of my/our/the _ gone/lost/missing/deleted/disappeared, was erased,
        deleted all/everything, have/has vanished
        """,
    "outage": """
        outage, is/are/went/was/been completely/totally/entirely/fully down,
        production/prod/site/website/shop/store is/went/was/has been/completely down,
        server/api/system/service/platform/app is/went/was/has been/completely down,
        everything is/are/went down, whole site/system/platform/app,
        production is/are/has/was/broken/stopped/stands, in production, on production, nothing works,
        every call/request fails/returns,
        site/website/shop/store/server/api is/are/was/were/went down/offline/unreachable/dead,
        system/service/app is/are/was/were/went down/offline/unreachable/dead,
        platform/portal/everything/production is/are/was/were/went down/offline/unreachable/dead,
        production shop/site/server/system/line/database/environment, unreachable,
        all/every requests/calls/orders/payments fail*, can not take/accept/process _ payments/orders,
        customers are leaving/angry/waiting,
        can not take/accept/process orders/payments/customers/bookings, not take/accept/process any
        """,
    "money": """
        lose/losing/lost/loses money/revenue/sales/customers/orders/business, lost sales/revenue/orders,
        costing us/me, costs us, can not send/issue/create invoices, can not sell/invoice/bill/charge,
        checkout fails/broken/down, payroll, salaries, payments fail*,
        customers can not pay/buy/order/check/checkout, every minute/hour, penalty, penalties, fine of
        """,
    "many": """
        all of us,
        whole/entire team/company/office/department/school/floor/clinic/hospital/shop/warehouse,
        whole/entire branch/staff/faculty/group/crew/building/site/organisation/organization/class/store,
        whole/entire finance/sales/support/marketing/accounting team/department,
        whole/entire warehouse/dev/development/hr/it/ops team/department, everyone, everybody, nobody,
        no one, none of us,
        all/every/many/most/several our/of/the users/customers/clients/students/employees/agents/staff,
        all/many/most/several of users/customers/clients/students/employees/agents/colleagues/people,
        multiple/hundreds/thousands/dozens of users/customers/clients/students,
        multiple/hundreds/thousands/dozens of employees/agents/colleagues/people,
        every user/customer/client/employee/student/member,
        all our/my users/customers/clients/staff/people/students/colleagues,
        all of our/my users/customers/clients/staff/people/students/agents/colleagues,
        hundreds/thousands/dozens of, our customers/users/clients,
        other users/people/colleagues too/also/have/report, colleagues have/report/see, we all,
        across the company, all _ people/users/employees
        """,
    "blocked": """
        blocked, blocking, blocks us/me, blocker, can not work/continue/proceed/operate, locked out,
        stopped/stands still, unable to work/continue/proceed/operate, at a standstill, work has stopped,
        unusable, not usable, show stopper, showstopper
        """,
    "deadline": """
        deadline, due today/tomorrow/tonight/on/by/in/this/next,
        by today/tomorrow/tonight/monday/tuesday/wednesday/thursday/friday/noon, by end of,
        until today/tomorrow/tonight/monday/tuesday/wednesday/thursday/friday/noon/then,
        before monday/tuesday/wednesday,
        before thursday/friday/tomorrow/tonight/noon/the/our audit/launch/meeting/demo,
        before thursday/friday/tomorrow/tonight/noon/the/our deadline/presentation/exam/release/filing,
        on monday/tuesday/wednesday/thursday/friday, tomorrow, tonight, in an hour,
        in two/2/3/three/one/1 hours/days, this afternoon, end of the/this day/week/month, next week,
        audit, go live, launch on/is, presentation, by next/the week/end/month,
        need/needs it/this/that today, expires in/on/today/tomorrow/next, from next quarter/month/week,
        payday, tax return
        """,
    "leave": """
        have to leave, leave you, switch to another/a/your, look for another, moving to a,
        cancel our contract, lose us
        """,
    "stake": """
        refund*, reimburse*, charged, overcharged, charge, charges, invoice*, vat, billing, bill, paid,
        payment*, money, chargeback, has/have/did not arrived/arrive, still nothing, not delivered,
        never arrived, order, parcel, package, delivery, shipment, gdpr, personal data, dpa, legal,
        lawyer, gift card, voucher, damaged, warranty, return an/the/my/this/it/them,
        cancel my/our/the subscription/contract/plan/account/order/membership, close my/our account,
        delete my/our account/data
        """,
    "urgent": """
        urgent, urgently, asap, immediately, as soon as possible, emergency, critical, right now,
        high priority
        """,
    "cosmetic": """
        cosmetic, typo, typos, spelling, misspel*, misaligned, alignment, tooltip, wording, colour, color,
        font, icon, pixels, px, blurry, overlaps/overlap, minor, small thing, tiny, trivial, nitpick,
        ugly, slightly, nit, logo, looks odd/weird/strange, low priority
        """,
    "calm": """
        no/not/without hurry/rush/urgency/urgent/pressure, not in a hurry/rush, not at all urgent,
        not that/very/super/really urgent, is not urgent, not critical/blocking/blocked/serious/important,
        not a blocker, not a big deal, no big deal, low priority, just an idea, when you have/get time,
        some day, someday, just curious, take your time, low prio, nothing is/was/got lost,
        no data lost/loss, no data was/is/has lost/been, not lost, no customer* affected/data, not down,
        only a minor, nice to have, can wait, not a security, no deadline, no security, just wondering,
        out of curiosity
        """,
    "workaround": """
        workaround, work around, live with it, use that instead/meanwhile, meanwhile, for now, can still,
        still possible, still works, in chrome/firefox/safari/edge it works,
        works in/on/with/if/when/fine/from, it works if/when/in/on/from/after, helps for,
        by their number instead, instead i/we use, manage without, works after, works again,
        reload/refresh/reloading/refreshing helps, after a reload/refresh/restart it, do it manually,
        export it by, i/we use _ instead, as an alternative, can do it
        """,
}

PARTS = {
    "expected": """
        should, shall, expect, expected, expecting, supposed to, ought to, would expect, instead of,
        used to, normally
        """,
    "tried": """
        tried, try, trying, already, restarted, rebooted, reinstalled, re installed, cleared, clearing,
        reset, logged out and, checked, followed, updated to, switched,
        same error/problem/result/thing/issue, did not work/help/change, does not help/change, no luck,
        no difference, another browser/computer/device/network, incognito, private window, still the same,
        still not, to no avail, nothing changed, do/did not see it/that/this/any/such/the, not there,
        no such button/menu/option/setting/page, there is only/are only, there are only, that is not,
        not what i, does not exist, wrong page/article/answer, read that/the/this, that did not,
        still does
        """,
    "steps": """
        steps, step 1/2/3, to reproduce, reproduce*, first i, then i, when i, after i, as soon as i, if i,
        whenever i, every time i, go to, i click*
        """,
    "impact": """
        blocked, blocking, can not work/continue/proceed/send/invoice/operate, customers, clients,
        our team, whole team, team, deadline, audit, affected, affects, urgent, urgently, wastes, waste,
        cost, costs, annoying, live with, no hurry, need it by, otherwise, everyone, nobody, colleagues,
        workaround, meanwhile, people, impossible to, serious
        """,
    "environment": """
        version, browser, operating system, device, laptop, phone model, cloud version, self hosted,
        on premise, plan, build
        """,
    "advice": """
        go to, try, click, open, you can, check, settings, restart, clear, there is no, not possible,
        according to, documentation, docs, article, guide, see, select, choose, make sure, reinstall,
        update, enable, disable, kept for, this is because, known issue, caused by, because, contact,
        not yet, is designed, by design
        """,
    "desire": "i/we want/need/require/request/wish, would like, please, can/could/would you, let me",
    "courtesy": """
        can/could/would you help/assist, help me, please help, any help, let me know, look forward,
        looking forward, that is all, i have a question, i have a problem, i need help, need some help,
        need your help, how are you, have a nice/great/good, nice day, anyone there, is anybody there,
        got a question, quick question, are you a bot, are you there, please do that, yes please,
        i have an issue, do that, hope you
        """,
    "none": """
        error handling, error log, no error*, without error*, bug tracker, issue tracker, feature flag*,
        no problem, thank you, thanks for, support team, customer support, in case of, what if,
        just in order, in order to, no bug, in short order, an order of, exceptions to, sort order,
        order by, in the order, same problem, open issue*, debug*, order of, any issues, how is, should i,
        should we, failed/failure/error/crash report/reports/rate/budget
        """,
}
