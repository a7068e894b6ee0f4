"""Spanish phrases: what speaks for a priority or a part of the description."""

PRIORITY = {
    "security": """
        filtración, fuga de datos, fallo de seguridad, seguridad, hacke*,
        datos/pedidos/facturas de otros/otro, otros clientes, otro cliente, accesos desconocidos, robad*,
        robo, no autorizad*,
        datos/pedidos/facturas/información de/del otros/otro/otra/otras/terceros cliente/clientes/usuario/usuarios,
        datos/pedidos/facturas/información de/del otros/otro/otra/otras/terceros persona/personas/paciente/pacientes,
        cuentas/expedientes de/del otros/otro/otra/otras/terceros cliente/clientes/usuario/usuarios,
        documentos/mensajes/historial de/del otros/otro/otra/otras/terceros cliente/clientes/usuario/usuarios,
        cuentas/expedientes de/del otros/otro/otra/otras/terceros persona/personas/paciente/pacientes,
        documentos/mensajes/historial de/del otros/otro/otra/otras/terceros persona/personas/paciente/pacientes,
        otro/otra/otros/otras usuario/usuarios/persona/personas/paciente/pacientes/empresa/empresas, de terceros,
        datos ajenos, ver/veo/vemos/acceder datos/información/los/las/a de/datos/pedidos/facturas de otros/otro/otra,
        visible/visibles/accesible/accesibles para/públicamente/a todos/cualquiera/público,
        cualquiera puede ver/acceder/entrar, sin contraseña/autenticación/cifrar, sin iniciar sesión, texto plano,
        en texto, vulnerab*, brecha*, filtrad*, expuest*, suplant*, phishing, fraud*, estaf*, ransomware, virus,
        alguien entró/más/ha/accedió/usó/cambió/está, no fui yo, no reconozco, sin mi autorización,
        acceso/inicio/inicios/sesión/cargo/compra/movimiento sospechoso/sospechosa/no/desconocido/desconocida/de/desde,
        cambiaron mi/la contraseña/correo, persona/destinatario/paciente/correo equivocado/equivocada, clonaron,
        robaron, xss, inyección
        """,
    "loss": """
        perdido todo/todos/datos, datos/archivos perdidos, pérdida de datos, han desaparecido,
        se han borrado, se han perdido, se borraron, no hay copia, sin copia, todos nuestros/mis archivos,
        perdí/perdimos/perdido todo/todos/todas/mis/los/nuestros, hemos/he perdido las,
        se borró/eliminó/perdió todo/todos/toda, se me borró/borraron, se eliminaron/perdieron,
        se ha/han borrado/eliminado/perdido, borrado/eliminado todo/todos/todas, desaparecieron, desapareció todo,
        todo desapareció/borrado/perdido,
        datos/archivos/fotos/notas/mensajes/contactos/documentos borrados/borradas/eliminados,
        datos/archivos/fotos/notas/mensajes/contactos/documentos eliminadas/desaparecidos/dañados,
        todos mis/nuestros datos/documentos/contactos/mensajes/proyectos, todas mis/nuestras fotos/notas/conversaciones,
        horas/días/semanas/meses/años de trabajo/fotos/datos, trabajo perdido, sobrescri*, corrupt*, irrecuperable*,
        sin respaldo, no hay/tengo/tenemos respaldo/copia, única copia, recuperar mis/nuestros/los archivos/datos/fotos,
        por error borré/eliminé
        """,
    "outage": """
        caído, caída, en producción, producción, nada funciona, no funciona nada, fuera de servicio,
        inaccesible, totalmente parado, parado*,
        se cayó/cayeron, caídos, caídas, completamente/totalmente bloqueado/parada,
        sistema/servidor/sitio/página/web abajo/está/no/completamente abajo/responde,
        servicio/plataforma/tienda/app/aplicación/api abajo/está/no/completamente abajo/responde, todo detenido/está,
        nada carga, no hay sistema/servicio/internet/línea/señal, sin sistema/servicio/internet/línea/red,
        fuera de línea, interrupción del servicio, apagón, cajas/tpv/terminales no funcionan/responden,
        clientes no pueden comprar/pagar/acceder/entrar/reservar,
        todos los pedidos/pagos/servidores/sistemas fallan/están, ningún pedido/pago/cliente/usuario puede/entra/pasa,
        operación detenida/parada, paralizad*
        """,
    "money": """
        perdemos/perdiendo dinero/ventas/clientes, nos cuesta, nóminas, no podemos facturar/vender/cobrar,
        ventas,
        perdemos/perdiendo/pierdo/perder pedidos/ingresos/negocio/plata/mucho, pérdida de clientes/ingresos,
        pérdidas económicas, nos está costando, me cuesta dinero, cada minuto/hora,
        clientes no pueden pagar/comprar/reservar, nadie puede pagar/comprar, no puedo facturar/vender/cobrar/timbrar,
        no podemos pagar/despachar/timbrar/procesar, sin poder facturar/vender/cobrar, nómina, sueldos, salarios,
        quincena, no me han pagado, doble cobro, cobrado/cobraron/cobro/cargado dos/doble/varias veces, multa*,
        penalización, recargos, intereses de, sobregiro, números rojos, ningún pedido, ninguna venta
        """,
    "many": """
        todos los/nuestros usuarios/clientes/empleados/compañeros, todo el equipo/mundo/departamento,
        toda la empresa/oficina/plantilla, nadie, todos nosotros, nuestros clientes, a todos,
        todos los/nuestros alumnos/estudiantes/pacientes/trabajadores/agentes,
        todos los/nuestros equipos/colaboradores/vendedores/socios/médicos/colegas,
        todas las/nuestras tiendas/sucursales/oficinas/cajas/sedes/áreas,
        todo el personal/colegio/hospital/área/grupo/sitio/edificio,
        toda la escuela/clínica/tienda/universidad/sucursal/organización/clase, ninguno de nosotros/los/mis/nuestros,
        ningún usuario/cliente/empleado/alumno,
        varios/muchos/cientos/miles/decenas usuarios/clientes/compañeros/empleados/de,
        nuestros usuarios/empleados/pacientes/alumnos/compañeros, mis compañeros también/tienen,
        otros compañeros/usuarios, los demás también
        """,
    "blocked": """
        bloquead*, no podemos trabajar, no puedo trabajar, paralizad*, sin poder trabajar,
        bloqueante, nos/me bloquea/impide, bloquea todo/nuestro,
        no puedo/podemos avanzar/continuar/seguir/operar/atender/entregar/hacer,
        sin poder operar/avanzar/facturar/atender, imposible/impide trabajar, estamos parados/detenidos/varados,
        trabajo/operación/producción parado/parada/detenido/detenida, inutilizable, inservible, de brazos cruzados,
        clientes/pacientes/gente esperando, indispensable, imprescindible, no hay alternativa, sin alternativa
        """,
    "deadline": """
        antes del/de viernes/lunes/martes/miércoles/jueves/mañana/la, para mañana/el, fecha límite, plazo,
        auditoría, mañana, esta tarde, fin de mes, cierre, el viernes/lunes/martes/jueves, vence,
        antes del sábado/domingo/fin/mediodía, antes de fin/las/este, para hoy/este/pasado/ayer, fecha tope,
        a más tardar, hoy mismo, esta noche/semana, próxima semana, semana que viene,
        la semana/semana/lunes/viernes/mes próxima/próximo/que, este lunes/martes/miércoles/jueves/viernes,
        el miércoles/sábado/domingo/próximo, en una/dos/tres/pocas/unas/2/3/24/48 hora/horas/días/semana,
        dentro de una/dos/tres/unas/unos/poco, fin/final de mes/año/trimestre/semana, declaración de/anual/mensual,
        pago de nómina, quincena, examen*, entrega del/de proyecto/la/tesis/trabajo, presentación, reunión, licitación,
        lanzamiento, salida a producción, puesta en marcha, black friday, buen fin, boda, funeral, mi vuelo,
        viajo el/hoy, vencen, por vencer, caduca, expira, último día
        """,
    "leave": """
        cambiar de proveedor, otro proveedor, nos vamos,
        cambiar de banco/compañía/operador/plataforma/sistema/servicio/herramienta, cambiarnos de/a, irnos con/a,
        a/con la competencia, buscar/buscaremos otro/otra, dejar el servicio, me voy a/con, nos iremos, o cancelo,
        perderán un/a
        """,
    "stake": """
        reembols*, devolución, cobrado, cobraron, cobro, factura*, pago, pagado, dinero, paquete, pedido,
        entrega*, rgpd, baja, iva,
        reintegr*, devolver, devolu*, cancelación, cancelar mi/la/el/nuestra, anular, cobros, cargo, cargos, débito,
        transferencia, recibo, contracargo, indemniz*, multa*, recargo*, deuda, no ha llegado, no me ha llegado,
        no/nunca llegó, no he recibido, envío, dañado, dañada, garantía, cupón, tarjeta regalo, cambio de talla,
        suscripción, contrato, datos personales, privacidad, abogado, demanda, cerrar mi cuenta,
        eliminar mi/mis cuenta/datos, reserva, siniestro
        """,
    "urgent": """
        urgente, urgentemente, inmediatamente, cuanto antes, lo antes posible, urgencia, ya mismo,
        urge, inmediato, inmediata, lo más pronto/rápido posible, a la brevedad, a la mayor brevedad, sin demora, asap,
        crítico, prioritario, prioridad alta, ahora mismo, máxima prioridad
        """,
    "cosmetic": """
        errata, ortografía, estético, cosmético, detalle, color, fuente, menor, tipografía,
        pequeño detalle, icono,
        cosmética, estética, visual, erratas, error ortográfico/tipográfico, mal escrito/escrita, gramatical, redacción,
        tilde, acento, dedazo, feo, fea, se ve raro/mal, alineación, desalineado, alineado, espaciado, margen, píxel*,
        borroso, colores, iconos, logo, logotipo, pie de página, letra, detallito, pequeño error/fallo, minúsculo,
        sin importancia, baja prioridad
        """,
    "calm": """
        no es urgente, no urgente, sin prisa, no hay prisa, no corre prisa, sin urgencia, algún día,
        cuando puedan/podáis, solo una idea, solo es una idea, no pasa nada,
        no es tan urgente, no urge, nada urgente, no hay urgencia, no hay apuro, sin apuro, no corre apuro,
        no tengo prisa, sin prisas, sin presión, sin estrés, con calma,
        cuando tengan/tengáis/tenga/tengas/quieran tiempo/un, cuando pueda/puedas, cuando les sea posible,
        tómense su tiempo, puede esperar, no es grave, no es tan grave, nada grave, no es importante, no es para tanto,
        no es el fin del mundo, no es gran cosa, no es crítico, no bloquea, no es bloqueante, no molesta,
        sin importancia, solo por curiosidad, por curiosidad, simple/pura/mera curiosidad,
        solo quería comentar/avisar/mencionar, solo para avisar/informar/que, solo una sugerencia,
        solo es una sugerencia, es solo una/un idea/sugerencia/detalle, prioridad baja, baja prioridad,
        no se perdió nada, no se perdieron datos, no perdí nada, por lo demás todo
        """,
    "workaround": """
        mientras tanto, de momento, por ahora, por el momento, me apaño, funciona en/con, puedo usar,
        alternativa, solución temporal,
        por lo pronto, entretanto, hasta entonces, provisionalmente, temporalmente, solución provisional,
        alternativamente, me las arreglo, nos las arreglamos, nos apañamos, vamos tirando, salimos del paso,
        todavía/aún puedo/podemos, sigo pudiendo, puedo seguir, podemos seguir/usar, funciona desde/si/cuando/bien,
        anda/va/sirve/jala en/con/desde/si/bien,
        en/con/desde chrome/firefox/safari/edge/navegador/celular/móvil/computadora/ordenador/web sí/funciona/va/anda,
        sí funciona, sí me funciona/deja, ahí sí, sin problema/problemas en,
        al/después/tras/luego reiniciar/recargar/refrescar/actualizar/de funciona/reiniciar/recargar/vuelve,
        si reinicio/recargo/actualizo/refresco/salgo/cierro, al segundo intento, a la segunda,
        mientras lo/la/se hago/arreglan/hacemos, lo hago/hacemos manualmente,
        uso/usamos/utilizo/estoy el/la/otro/usando navegador/web/celular/otro, vivir con, se puede vivir
        """,
}

PARTS = {
    "expected": """
        debería, deberían, esperaba, normalmente, en lugar de, en vez de,
        debe, deben, tendría/tendrían/espero que, debía, debían, se supone, esperaría, lo normal/correcto/esperado,
        antes, habitualmente, supuestamente, en teoría
        """,
    "tried": """
        probado, intentado, probé, intenté, ya he, reiniciado, reinstalado, borrado, otro navegador,
        mismo error, mismo problema, no veo, no existe, no aparece ese, no aparece esa, sigue igual,
        sin éxito, lo mismo,
        reinicié, reinstalé, desinstalé, desinstalado, actualicé, actualizado, borré, limpié, limpiado, caché, cookies,
        cerré sesión, restablecí, formateé, apagué, desconecté, desenchufé, traté de, tratado, intentando,
        ya lo/la/hice,
        otro/otra/otros/diferentes/varios/distintos dispositivo/dispositivos/computadora/ordenador/celular/teléfono,
        otro/otra/otros/diferentes/varios/distintos navegadores/equipo/cuenta/red/cable/móvil, incógnito,
        ventana privada, misma cosa, mismo mensaje/resultado/fallo, sigue sin/fallando/pasando/apareciendo,
        siguen/todo igual, nada cambia/cambió/funciona, no cambia/cambió nada, no ayuda/ayudó/sirvió/funcionó,
        no ha servido/funcionado/ayudado, y/pero nada, sin resultado/resultados/solución,
        seguí los/las pasos/instrucciones, no hay ningún/ese/esa/tal botón/opción/menú, no tengo ese/esa/esta opción,
        no encuentro ese/esa, no me aparece esa/ese/la, no está ahí, eso no
        """,
    "steps": """
        pasos, cuando, al hacer, si hago, cada vez que, luego, hago clic, primero,
        al abrir/guardar/intentar/iniciar/entrar/pulsar/presionar/enviar/imprimir/cargar/dar/actualizar,
        cada/siempre que, en cuanto, después, doy clic, pulso, presiono, selecciono, entro a/en, voy a, abro, ingreso,
        escribo, reproducir, a veces, apenas, segundo, tercero
        """,
    "impact": """
        clientes, equipo, bloquead*, urgente, perdemos, compañeros, plazo, todos, molesto, grave, nadie,
        cliente, pacientes, alumnos, jefe, afecta, afectad*, esperando, incómodo, frustrante, pérdida de tiempo, perder,
        dinero, cuesta, ventas, trabajo, trabajar, inutilizable, importante, necesito, si no, retraso, sin prisa,
        diario, empresa
        """,
    "environment": """
        versión, navegador, sistema, dispositivo, ordenador, móvil,
        android, iphone, windows, mac, celular, teléfono, computadora, portátil, laptop, tablet, pc, compu, servidor,
        firmware, modelo, instalado, impresora, wifi
        """,
    "advice": """
        vaya, haga clic, pruebe, intente, abra, compruebe, puede, ajustes, configuración, documentación,
        según, reinicie, borre, artículo, seleccione, debe,
        ve/debido a, haz clic, prueba, intenta, abre, revisa, verifica, reinstale, actualice, desactive, active, elija,
        presione, contacte, póngase en, consulte, asegúrese, en el menú, no es posible, todavía no, lamentablemente,
        porque, guía, ayuda, puedes, pueden, dirígete, ingrese
        """,
    "desire": """
        quiero, queremos, necesito, necesitamos, quisiera, por favor, pueden, podrían, me gustaría,
        solicito,
        deseo, deseamos, exijo, exigimos, pido, pedimos, solicitamos, ruego, rogamos, requiero, requerimos, quisiéramos,
        nos gustaría, podría, puedes, podrías, favor de, hagan, quería
        """,
    "courtesy": """
        me pueden ayudar, me puede ayudar, pueden ayudarme, podrían ayudarme, puede ayudarme,
        necesito ayuda, tengo una pregunta, tengo un problema, tengo una duda, una consulta, eso es todo,
        quedo a la espera,
        me podrían/podría/puedes/podrías ayudar, nos pueden/puede/podrían ayudar, pueden/podrían ayudarnos,
        puedes ayudarme, alguien podría ayudarme, ayúdenme/ayuda/sí por favor, por favor ayuda, necesito su/de ayuda,
        necesitamos/requiero ayuda, tengo un inconveniente, una pregunta/duda, muchas gracias, de antemano,
        quedo atento/atenta/pendiente, quedamos a la espera, espero su respuesta, a la espera de, un saludo,
        saludos cordiales, buen/feliz día, buen fin de semana, hay alguien, eres un bot, cómo está/están,
        espero que estén bien, sería todo
        """,
    "none": """
        no hay problema, ningún problema, gracias por, sin problema, mensaje de error,
        sin errores, sin error, ningún error, no hay error, no hay errores, ningún inconveniente, sin inconvenientes,
        registro de errores, informe de errores, en caso de error, en caso de, para poder, no solo, no es urgente,
        gracias a dios
        """,
}
